@echo off
chcp 65001 >nul
cd /d "%~dp0"
set PY=
set FAILED=
echo 本安装包不含 Python，使用本机的 Python 3.11（64 位）。
py -3.11-64 -c "import sys" >nul 2>nul
if not errorlevel 1 set PY=py -3.11-64
if not defined PY python -c "import sys; sys.exit(sys.version_info[:2] != (3, 11) or sys.maxsize < 2**32)" >nul 2>nul
if not defined PY if not errorlevel 1 set PY=python
if not defined PY echo 错误：没有找到 Python 3.11（64 位）。请先用 python.org 的安装程序安装，再运行本程序。
if not defined PY pause
if not defined PY exit /b 2
%PY% -m venv venv
if errorlevel 1 set FAILED=1
if not defined FAILED venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --find-links wheels --require-hashes -r requirements.lock
if errorlevel 1 set FAILED=1
if defined FAILED echo 错误：安装没有完成，原因见上面的英文提示；安装包不完整的，请重新拷贝。
if defined FAILED pause
if defined FAILED exit /b 2
venv\Scripts\nianbao doctor
echo 已装好。双击 start.cmd 打开工作台；命令行是 venv\Scripts\nianbao。
pause
