#!/bin/sh
# Sets everything up and runs it. Needs only python3 (3.11 or newer); make is not needed.
#   ./run.sh          set up, then serve with demo data on http://127.0.0.1:8000
#   ./run.sh test     set up (with browser and PostgreSQL), then all tests;  ./run.sh help  for the rest
# Settings: PORT, BIND, LUMBUNG_DATA, LUMBUNG_MODE, LUMBUNG_DATABASE_URL, LUMBUNG_WORKERS.
set -eu
cd "$(dirname "$0")"
verb=${1:-serve}
[ $# -gt 0 ] && shift
venv=${LUMBUNG_VENV:-.venv}
python=$venv/bin/python
port=${PORT:-8000}
bind=${BIND:-127.0.0.1}
LUMBUNG_MODE=${LUMBUNG_MODE:-demo}
LUMBUNG_DATA=${LUMBUNG_DATA:-.data}
export LUMBUNG_MODE LUMBUNG_DATA
unset PYTHONDONTWRITEBYTECODE # compiled once, started in half the time

say() { printf '%s\n' "$*" >&2; }
stop() { say "✗ $*"; exit 1; }

find_python() {
  for candidate in python3.11 python3.12 python3.13 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s' "$candidate"
      return
    fi
  done
  stop "Python 3.11 or newer is needed. On Debian: apt-get install python3"
}

make_venv() {
  base=$(find_python) || exit 1
  say "• making $venv with $base"
  "$base" -m venv "$venv" >/dev/null 2>&1 && "$venv/bin/pip" --version >/dev/null 2>&1 && return
  rm -rf "$venv"
  if command -v uv >/dev/null 2>&1 && uv venv -q --seed --python "$base" "$venv"; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "• python3-venv is missing; installing it"
    { apt-get update -qq && apt-get install -y -qq python3-venv; } >/dev/null 2>&1 || true
    rm -rf "$venv"
    "$base" -m venv "$venv" >/dev/null 2>&1 && return
  fi
  borrow_pip "$base"
}

# Without root: pip out of Debian's own package, unpacked beside the venv.
borrow_pip() {
  "$1" -m venv --without-pip "$venv" || stop "Nothing can be written to $(pwd). Put the project in a folder of your own."
  command -v apt-get >/dev/null 2>&1 || stop "pip is missing: install your system's package python3-venv, then try again."
  say "• python3-venv is missing and you are not root: taking pip out of Debian's package"
  spare=$(mktemp -d)
  (cd "$spare" && apt-get download -qq python3-pip-whl >/dev/null 2>&1 && dpkg-deb -x ./*.deb .) ||
    stop "pip is missing and could not be fetched. Have an administrator run: apt-get install python3-venv"
  wheel=$(find "$spare" -name 'pip-*.whl' | head -n 1)
  PYTHONPATH=$wheel "$python" -m pip install -q --no-index "$wheel"
  rm -rf "$spare"
}

install_packages() { # $1: lock file
  mark=$venv/.$(basename "$1" .txt)-$(cksum <"$1" | tr ' ' '-')
  [ -e "$mark" ] && return
  [ -x "$venv/bin/pip" ] || make_venv
  say "• installing the packages of $1 (once, about half a minute)"
  "$venv/bin/pip" install -q --disable-pip-version-check --require-hashes -r "$1" ||
    stop "The packages could not be installed. Is there a connection to the package index?"
  : >"$mark"
}

build_assets() {
  "$python" -m ops.assets build >&2 || stop "The front-end files could not be built; see above."
}

need_browser() {
  command -v chromium >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "• installing Chromium for the browser tests (once)"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-core; } >/dev/null 2>&1 || true
  fi
  command -v chromium >/dev/null 2>&1 ||
    stop "Chromium is missing. As root: apt-get install chromium fonts-noto-core"
}

setup() { install_packages requirements.txt && build_assets; }
setup_tests() {
  install_packages requirements-dev.txt
  build_assets
  need_browser
}

port_is_free() {
  "$python" - "$bind" "$port" <<'PY' || stop "Port $port is taken. Choose another: PORT=8001 ./run.sh"
import socket, sys
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind((sys.argv[1], int(sys.argv[2])))
    except OSError as taken:
        sys.exit(f"✗ {taken.strerror}: {sys.argv[1]}:{sys.argv[2]}")
PY
}

# Web and jobs live and die together.
serve() {
  setup
  port_is_free
  "$python" -m flask --app app prepare >&2
  workers=${LUMBUNG_WORKERS:-1}
  "$venv/bin/gunicorn" --worker-class gthread --workers "$workers" --threads 32 --graceful-timeout 5 \
    --bind "$bind:$port" --access-logfile /dev/null --log-level warning 'app:create_app()' &
  web=$!
  "$python" -m flask --app app jobs work &
  jobs=$!
  printf '%s %s\n' "$web" "$jobs" >"$LUMBUNG_DATA/pids"
  trap 'end 0' INT TERM HUP
  say "• http://$bind:$port  (mode $LUMBUNG_MODE; Ctrl-C stops)"
  while kill -0 "$web" 2>/dev/null && kill -0 "$jobs" 2>/dev/null; do
    sleep 1 &
    wait $! || true
  done
  say "✗ one of the two processes ended"
  end 1
}

end() {
  trap - INT TERM HUP
  kill "$web" "$jobs" 2>/dev/null || true
  wait "$web" "$jobs" 2>/dev/null || true
  rm -f "$LUMBUNG_DATA/pids"
  exit "$1"
}

run_tests() {
  LUMBUNG_MODE=test
  "$python" -m pytest -n "${LUMBUNG_TEST_PROCESSES:-3}" --dist loadfile --no-loadscope-reorder "$@"
  say "• actions, queries and the schema again on PostgreSQL (screens too: make audit)"
  on_postgres tests/domain tests/house/test_schema.py
}

on_postgres() { # those of the named tests that touch a database
  LUMBUNG_MODE=test LUMBUNG_TEST_DATABASE=postgresql "$python" -m pytest -n "${LUMBUNG_TEST_PROCESSES:-2}" \
    --dist loadfile --no-loadscope-reorder -m "not browser and not long" "$@"
}

case $verb in
  serve) serve ;;
  setup) setup ;;
  test) setup_tests && run_tests "$@" ;;
  postgres) setup_tests && on_postgres tests/domain tests/web tests/house/test_schema.py "$@" ;;
  long) setup_tests && LUMBUNG_MODE=test "$python" -m pytest -n 2 -m long tests "$@" ;;
  check) setup_tests && LUMBUNG_MODE=test "$python" -m pytest -n 2 tests/house tests/domain "$@" ;;
  flask) setup && exec "$python" -m flask --app app "$@" ;;
  python) setup_tests && exec "$python" "$@" ;;
  help) sed -n '2,5s/^# \{0,1\}//p' "$0" ;;
  *) stop "Unknown: $verb. Try ./run.sh help" ;;
esac
