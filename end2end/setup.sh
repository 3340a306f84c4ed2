#!/bin/sh
# Installs what is missing on Debian. `setup.sh run`: what building and running need; `setup.sh test`: also what the
# tests need. Installs as root or through sudo; otherwise names the packages and fails.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:?usage: setup.sh run|test}

fail() {
    echo "setup: $*" >&2
    exit 1
}

node_is_new() {
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null
}

packages=""
require() { # package, then the command that succeeds when it is there
    package=$1
    shift
    "$@" >/dev/null 2>&1 || packages="$packages $package"
}

has_chinese_font() { fc-list :lang=zh-cn | grep -q .; }
has_postgres() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }

require gcc command -v cc
require nodejs command -v node
require npm command -v npm
if [ "$purpose" = test ]; then
    require chromium test -x /usr/bin/chromium
    require fontconfig command -v fc-list
    require fonts-noto-cjk has_chinese_font
    require postgresql has_postgres
    require python3-aiosmtpd test -x /usr/bin/aiosmtpd
    require zbar-tools command -v zbarimg
fi

if [ -n "$packages" ]; then
    command -v apt-get >/dev/null || fail "not Debian; install what corresponds to:$packages"
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        fail "neither root nor sudo; install:$packages"
    fi
    echo "setup: installing$packages"
    $as_root apt-get update -q
    # shellcheck disable=SC2086 # the list is meant to be split
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-install-recommends $packages
fi
node_is_new || fail "Node.js 20 or newer is needed, this is $(node --version)"

command -v rustup >/dev/null || command -v cargo >/dev/null || fail "no Rust: see https://rustup.rs"
if command -v rustup >/dev/null; then
    # rust-toolchain.toml names the toolchain; this adds only what it lacks.
    rustup target list --installed | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
fi

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "setup: installing the JavaScript tools"
    npm ci --no-fund --no-audit --loglevel=error
fi
