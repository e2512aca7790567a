#!/bin/sh
# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Does what README says on a fresh Debian 12 or 13, whichever this machine is:
# installs Heed and starts it, and runs all tests. The system is made with
# debootstrap, from the package source that this machine uses, in a folder that
# is removed at the end. This takes root. What is committed or could be is
# tested, without anything that was built here.
# The last line is "N passed, N failed".
# Usage: tests/other-debian.sh 12|13 [ARGUMENT-OF-run.sh...]

set -eu

fail ()
{
  [ ! -s "${log:-/dev/null}" ] || tail -n 40 "$log"
  echo "$1"
  echo '0 passed, 1 failed'
  exit 1
}

case ${1:-} in
  12) suite=bookworm ;;
  13) suite=trixie ;;
  *)
    echo 'Usage: tests/other-debian.sh 12|13 [ARGUMENT-OF-run.sh...]' >&2
    exit 2
    ;;
esac
release=$1
shift

cd "$(dirname "$0")/.."
# shellcheck source=data/packages.sh
. data/packages.sh

# The package source of this very system, not of additions to it.
package_source ()
{
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $codename" 'Origin: Debian' |
    sort -u | head -n 1
}

[ "$(id -u)" -eq 0 ] || fail "To make a Debian $release takes root."
command -v apt-get >/dev/null || fail "To make a Debian $release takes a Debian, and there is no apt-get here."
install_packages debootstrap git || fail 'debootstrap could not be installed.'
uri=$(package_source)
[ -n "$uri" ] || fail 'It is not known where this machine gets its packages from.'

folder=$(mktemp -d)
trap 'rm -rf --one-file-system "$folder"' EXIT
trap 'exit 1' HUP INT TERM
# Whoever is root may look at somebody else's clone.
git -c safe.directory="$PWD" ls-files --cached --others --exclude-standard -z >"$folder/files" ||
  fail 'Git does not list the files here.'
[ -s "$folder/files" ] || fail 'Git knows no files here.'
chmod 755 "$folder"
root=$folder/root
log=$folder/debootstrap.log

echo "Making a Debian $release."
debootstrap --variant=minbase "$suite" "$root" "$uri" >"$log" 2>&1 || fail "Debian $release could not be made."
rm -f "$log"
# Nothing is started there by being installed.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
mkdir "$root/src"
# Files that were deleted and are not committed so are passed over.
tar --null --files-from="$folder/files" --create --ignore-failed-read --file "$folder/source.tar" 2>"$log" ||
  fail 'The source could not be read.'
tar --extract --file "$folder/source.tar" --directory "$root/src" || fail 'The source could not be copied.'
rm -f "$log"

# inside COMMAND...: runs the command in the source folder there. Its mounts and
# processes end with it.
inside ()
{
  # shellcheck disable=SC2016 # that shell's parameters
  unshare --mount --propagation private --pid --fork --kill-child sh -c '
    set -e
    root=$1
    shift
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    exec chroot "$root" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      HOME=/root LANG=C.UTF-8 CI="${CI:-}" CFLAGS="${CFLAGS:-}" sh -c "cd /src && exec \"\$@\"" sh "$@"
  ' sh "$root" "$@" </dev/null
}

inside data/install.sh --run || fail "Heed could not be installed on Debian $release."
inside tests/run.sh "$@"
