# Sourced by every script: strict mode, the project's root as working folder, and PATH, so that a
# Node installed by script/bootstrap is found before an older one of the system.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"

# Where script/bootstrap puts Node when the system has none that is new enough. On the path before it
# is there: whoever calls bootstrap goes on with what it has just installed.
node_home="$root/.node"
export PATH="$node_home/node_modules/.bin:$PATH"
# Browser tests use Debian's Chromium; nothing may download a browser of its own.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

# One cache for all checkouts: what is compiled in one is there for the next. Lines in a trace may then
# name another checkout's folder.
export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$root}" CCACHE_NOHASHDIR="${CCACHE_NOHASHDIR:-1}"

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$(basename "$0"): $*"
  exit 1
}

jobs="$(nproc 2>/dev/null || echo 2)"

# Files with one of the given endings below those of the given folders that exist:
#   our_files "src tests" "cpp hpp"
our_files() {
  local folder ending folders=() names=()
  for folder in $1; do if [ -d "$folder" ]; then folders+=("$folder"); fi; done
  for ending in $2; do names+=(-o -name "*.$ending"); done
  find "${folders[@]}" -name node_modules -prune -o -type f \( "${names[@]:1}" \) -print | sort
}

# Configures a preset once; afterwards Ninja configures again by itself when it has to.
configure() {
  if [ ! -f "build/$1/build.ninja" ]; then cmake --preset "$1" >&2; fi
}
