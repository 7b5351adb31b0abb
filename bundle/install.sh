#!/bin/sh
# 不联网安装：需要本机已有 Python 3.11。装在本文件夹的 venv 里，不改动系统。
set -eu
cd "$(dirname "$0")"
fail() { echo "错误：$1" >&2; exit 2; }

echo "本安装包不含 Python，使用本机的 Python 3.11（64 位）。"
python=""
for name in "${PYTHON:-}" python3.11 python3; do
  [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 || continue
  if "$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) or sys.maxsize < 2**32)' 2>/dev/null; then
    python="$name"; break
  fi
done
[ -n "$python" ] || fail "没有找到 Python 3.11。请先安装（或用 PYTHON=/路径/python3.11 sh install.sh 指明），再运行本程序。"

case "$(uname -m)" in
  x86_64|amd64) machine=x86_64 ;;
  aarch64|arm64) machine=aarch64 ;;
  *) fail "这台机器是 $(uname -m)，安装包只有 x86_64 和 aarch64 两种。" ;;
esac
case "$(basename "$(pwd)")" in
  *-"$machine") ;;
  *) fail "这个安装包不是给 $machine 的，请换用相应的安装包。" ;;
esac
glibc="$(getconf GNU_LIBC_VERSION 2>/dev/null | awk '{print $2}')"
"$python" - "$glibc" <<'PY' || fail "系统的 glibc 是 ${glibc:-未知}，需要 2.28 以上（麒麟 V10、统信 20、Debian 10、CentOS 8 起）。"
import sys
parts = sys.argv[1].split(".")
sys.exit(not (len(parts) > 1 and (int(parts[0]), int(parts[1])) >= (2, 28)))
PY

if command -v sha256sum >/dev/null 2>&1; then
  sha256sum -c --quiet SHA256SUMS || fail "安装包不完整，请重新拷贝。"
fi
"$python" -m venv venv || fail "不能建立虚拟环境：Debian、统信等请先安装 python3.11-venv。"
venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --find-links wheels \
  --require-hashes -r requirements.lock || fail "安装没有完成。"
venv/bin/nianbao doctor || true
echo "已装好。运行 sh start.sh 打开工作台；命令行是 venv/bin/nianbao。"
