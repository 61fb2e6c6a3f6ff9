#!/bin/sh
# Start Feidi on a machine that may have nothing but a shell.
#
#   sh run.sh                  install what is missing, then open the window
#   sh run.sh -- COMMAND ...   the same, then run one command without a window
#   sh run.sh test             the same with the tools of development, then run every check
#
# PYTHON=FILE names the interpreter to use; the environment's settings of pip are respected.

set -u

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
venv=$here/.venv
python=$venv/bin/python

# Messages in the language of the desk; the program itself has its texts in resources/texts.
speech=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
say() { # say CHINESE FRENCH ENGLISH
    case $speech in
    zh*) printf 'Feidi: %s\n' "$1" >&2 ;;
    fr*) printf 'Feidi : %s\n' "$2" >&2 ;;
    *) printf 'Feidi: %s\n' "$3" >&2 ;;
    esac
}

# ------------------------------------------------------------------------------- system packages

# Shared library:package that brings it. Looked up by library, since packages change their names.
offscreen_libraries='libGL.so.1:libgl1 libEGL.so.1:libegl1 libxkbcommon.so.0:libxkbcommon0
    libdbus-1.so.3:libdbus-1-3 libfontconfig.so.1:libfontconfig1 libglib-2.0.so.0:libglib2.0-0'
window_libraries='libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4
    libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-shape.so.0:libxcb-shape0
    libxcb-xkb.so.1:libxcb-xkb1 libxcb-randr.so.0:libxcb-randr0
    libxkbcommon-x11.so.0:libxkbcommon-x11-0 libwayland-cursor.so.0:libwayland-cursor0
    libcups.so.2:libcups2'

missing_packages() { # missing_packages LIBRARY:PACKAGE ...
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || return 0
    for pair in "$@"; do
        case $known in
        *"${pair%%:*} "*) ;;
        *) printf '%s ' "${pair#*:}" ;;
        esac
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" -eq 0 ] && return 0
    command -v sudo >/dev/null 2>&1 || return 1
    [ -t 0 ] || sudo -n true 2>/dev/null
}

apt_install() { # apt_install PACKAGE ...
    say "正在安装系统软件包：$*" "installation des paquets du système : $*" \
        "installing system packages: $*"
    log=$(mktemp) || return 1
    if as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >"$log" 2>&1 &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 20 "$log" >&2
    rm -f "$log"
    return 1
}

need_libraries() { # need_libraries LIBRARY:PACKAGE ... ; never an obstacle by itself
    packages=$(missing_packages "$@")
    [ -n "$packages" ] || return 0
    # One word per package is meant here.
    # shellcheck disable=SC2086
    if may_install && apt_install $packages; then
        return 0
    fi
    say "缺少系统库，且无法自动安装（需要 root 或 sudo）。请由管理员安装：$packages" \
        "il manque des bibliothèques du système et elles ne peuvent pas être installées d’ici (il faut être root ou avoir sudo). À faire installer : $packages" \
        "system libraries are missing and cannot be installed from here (that takes root or sudo). Ask for: $packages"
}

# ----------------------------------------------------------------------------------- environment

is_usable() { # is_usable PYTHON: 3.11 or newer, able to make an environment
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3.11 python3.12 python3.13 python3.14 python3; do
        if is_usable "$candidate"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

install_python() {
    may_install || return 1
    apt_install python3 python3-venv && find_python >/dev/null && return 0
    # A system whose python3 is older may still offer a newer one beside it.
    for version in 3.12 3.11; do
        apt-cache show "python$version-venv" >/dev/null 2>&1 || continue
        apt_install "python$version" "python$version-venv" && find_python >/dev/null && return 0
    done
    return 1
}

make_environment() {
    base=$(find_python) || { install_python && base=$(find_python); } || {
        say "需要 Python 3.11 或更高版本（含 venv），本机没有，也无法自动安装（需要 root 或 sudo）。请由管理员安装 python3 和 python3-venv。" \
            "il faut Python 3.11 ou plus récent, avec venv ; il manque ici et ne peut pas être installé (il faut être root ou avoir sudo). À faire installer : python3 python3-venv." \
            "Python 3.11 or newer with venv is needed; it is not here and cannot be installed from here (that takes root or sudo). Ask for: python3 python3-venv."
        return 1
    }
    "$base" -m venv --clear "$venv"
}

need_environment() { # need_environment LOCK: the environment holds what the lock file names
    stamp=$venv/installed-$(basename -- "$1")
    wanted=$(cksum <"$1") || return 1
    if [ -x "$python" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
        return 0
    fi
    say "正在准备运行环境，仅首次需要，约一分钟……" \
        "préparation de l’environnement, la première fois seulement, environ une minute…" \
        "preparing the environment, the first time only, about a minute…"
    "$python" -m pip --version >/dev/null 2>&1 || make_environment || return 1
    # The lock names all there is to install; left to look for more, pip takes a release that came
    # out since for a package asked for with an extra, then refuses it as not locked.
    if "$python" -m pip install -qq --disable-pip-version-check --root-user-action=ignore \
        --no-deps --require-hashes -r "$1"; then
        printf '%s\n' "$wanted" >"$stamp"
        return 0
    fi
    say "无法安装所需的 Python 组件，原因见上。" \
        "les composants Python n’ont pas pu être installés ; la raison est ci-dessus." \
        "the Python packages could not be installed; the reason is above."
    return 1
}

# ------------------------------------------------------------------------------------ three forms

use_utf8() {
    case $(locale charmap 2>/dev/null) in
    UTF-8) ;;
    *) LC_ALL=C.UTF-8 && export LC_ALL ;;
    esac
}

open_window() {
    # shellcheck disable=SC2086
    need_libraries $offscreen_libraries $window_libraries
    need_environment "$here/requirements.lock" || exit 1
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        say "没有图形显示，无法打开窗口。以下命令无需显示即可使用：" \
            "il n’y a pas d’écran, la fenêtre ne peut pas s’ouvrir. Ces commandes s’en passent :" \
            "there is no display, so the window cannot open. These commands work without one:"
        cat <<'COMMANDS'
  sh run.sh -- --help
  sh run.sh -- new PARK.feidi
  sh run.sh -- import PARK.feidi FILE... [--kind KIND] [--dry-run] [--json]
  sh run.sh -- indicators PARK.feidi --quarter 2024Q4 --json
  sh run.sh -- report PARK.feidi --kind quarterly --quarter 2024Q4 --lang zh --out REPORT.pdf
  sh run.sh -- gallery PARK.feidi PICTURES
  sh run.sh test
COMMANDS
        exit 0
    fi
    use_utf8
    exec "$python" "$here/main.py"
}

run_command() {
    # shellcheck disable=SC2086
    need_libraries $offscreen_libraries
    need_environment "$here/requirements.lock" || exit 1
    use_utf8
    QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen} && export QT_QPA_PLATFORM
    # The caller's folder stays the current one: relative file names mean what they say.
    [ $# -gt 0 ] || set -- --help
    exec "$python" "$here/main.py" "$@"
}

failed=''
check() { # check NAME COMMAND ...
    name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" || failed="$failed, $name"
}

run_pytest() { # run_pytest LOG: the closing line is wanted again at the very end
    # Two processes, a module as a whole in one of them, in the order in which they stand: the long
    # tests come first. Those of domain and storage run without Qt beside them.
    { "$python" -m pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report= \
        --ignore tests/domain --ignore tests/storage 2>&1 ||
        echo failed >"$1.failed"; } | tee "$1"
    [ ! -e "$1.failed" ]
}

run_without_qt() { # run_without_qt FILE: keep there which lines were run
    COVERAGE_FILE=$1 "$python" -m pytest -q --no-header -p no:pytest-qt -p tests.no_qt \
        -p no:cacheprovider -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report= \
        tests/domain tests/storage
}

end_of() { # end_of PROCESS LOG: wait for it, show what it said, end as it did
    wait "$1"
    code=$?
    cat "$2"
    return "$code"
}

check_coverage() { # check_coverage FOLDER
    "$python" -m coverage combine -q --append "$1/without-qt.coverage" &&
        "$python" -m coverage json -q -o "$1/coverage.json" &&
        "$python" tests/check_coverage.py "$1/coverage.json"
}

run_checks() {
    # shellcheck disable=SC2086
    need_libraries $offscreen_libraries $window_libraries
    need_environment "$here/requirements-dev.lock" || exit 1
    cd "$here" || exit 1
    LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen && export LC_ALL QT_QPA_PLATFORM
    scratch=$(mktemp -d) || exit 1
    trap 'rm -rf "$scratch"' EXIT
    trap 'exit 130' INT TERM

    check 'ruff check' "$python" -m ruff check --quiet --output-format concise .
    check 'ruff format' "$python" -m ruff format --check --output-format concise .
    check 'import contracts' "$python" -c \
        'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo
    check 'texts in three languages' "$python" -m pytest -q --no-header tests/resources
    # The slow checks run side by side, each to its end.
    "$python" -m mypy >"$scratch/mypy.log" 2>&1 &
    mypy=$!
    run_without_qt "$scratch/without-qt.coverage" >"$scratch/without-qt.log" 2>&1 &
    without_qt=$!
    check 'pytest' run_pytest "$scratch/pytest.log"
    check 'mypy' end_of "$mypy" "$scratch/mypy.log"
    check 'domain and storage without Qt' end_of "$without_qt" "$scratch/without-qt.log"
    check 'coverage' check_coverage "$scratch"

    printf '\n'
    [ -z "$failed" ] || printf 'FAILED: %s\n' "${failed#, }"
    tail -n 1 "$scratch/without-qt.log"
    tail -n 1 "$scratch/pytest.log"
    [ -z "$failed" ]
}

usage() { sed -n '2,8s/^# \{0,1\}//p' "$here/run.sh"; }

case ${1-} in
'') open_window ;;
--) shift && run_command "$@" ;;
test) run_checks ;;
-h | --help | help) usage ;;
*)
    usage >&2
    exit 2
    ;;
esac
