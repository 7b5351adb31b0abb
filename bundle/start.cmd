@echo off
chcp 65001 >nul
cd /d "%~dp0"
if not exist venv\Scripts\nianbao.exe echo 错误：还没有安装，请先运行 install.cmd
if not exist venv\Scripts\nianbao.exe pause
if not exist venv\Scripts\nianbao.exe exit /b 2
venv\Scripts\nianbao app %*
if errorlevel 1 pause
