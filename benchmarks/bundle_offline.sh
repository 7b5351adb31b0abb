#!/bin/sh
# Installs an archive of `make bundle` where there is no network (needs unshare and root or user namespaces), reviews a
# report with it and asks the desk for its health.
#     sh benchmarks/bundle_offline.sh dist/nianbao-0.1.0-linux-x86_64.tar.gz
set -eu
archive="$(realpath "$1")"
root="$(realpath "$(dirname "$0")/..")"
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
tar -xzf "$archive" -C "$place"
cp "$root/corpus/reports/liuxi-town-2024.md" "$place/report.md"
cat > "$place/inside.sh" <<'INSIDE'
set -eu
ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || python3 - <<'PY'
import fcntl, socket, struct
with socket.socket() as s:  # SIOCSIFFLAGS: up, running
    fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))
PY
cd "$1"/nianbao-*
if python3 -c "import socket; socket.create_connection(('192.0.2.1', 80), 2)" 2>/dev/null; then echo "there is a network"; exit 1; fi
started=$(date +%s)
env -i PATH="$PATH" HOME="$1" sh install.sh
echo "installed in $(( $(date +%s) - started )) s"
env -i PATH="$PATH" HOME="$1" venv/bin/nianbao review ../report.md | head -3
env -i PATH="$PATH" HOME="$1" sh start.sh --no-browser --port 18611 >desk.log 2>&1 &
desk=$!
for _ in $(seq 120); do
  if venv/bin/python - <<'PY'
import sys, urllib.request
try:
    print(urllib.request.urlopen("http://127.0.0.1:18611/api/health", timeout=2).read().decode().strip())
except OSError:
    sys.exit(1)
PY
  then kill "$desk"; echo "the desk answers"; exit 0; fi
  sleep 1
done
cat desk.log; kill "$desk"; echo "the desk did not answer"; exit 1
INSIDE
unshare -n sh "$place/inside.sh" "$place"
