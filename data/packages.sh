# SPDX-FileCopyrightText: The Heed contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What Heed needs from Debian, for install.sh and tests/run.sh to read in.
# shellcheck shell=sh disable=SC2034

# To build and run Heed.
heed_packages='gcc gettext meson libgtk-4-dev libgtk-4-bin libadwaita-1-dev libenchant-2-dev libjson-glib-dev
  libsqlite3-dev libxml2-utils desktop-file-utils librsvg2-common fonts-cantarell'

missing_packages ()
{
  for package; do
    case $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) in
      ?i*) ;;
      *) printf ' %s' "$package" ;;
    esac
  done
}

# as_root COMMAND...: runs the command as root, through sudo where needed.
as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -- "$@"
  fi
}

can_be_root ()
{
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null
}

# install_packages PACKAGE...: installs what is missing and nothing else. On
# a system without dpkg it leaves the check to meson.
install_packages ()
{
  command -v dpkg-query >/dev/null || return 0
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0

  if ! can_be_root; then
    echo "These packages are missing, and installing them takes root or sudo:$missing" >&2
    return 1
  fi
  echo "Installing packages:$missing"
  log=$(mktemp)
  as_root apt-get update >"$log" 2>&1 || true
  # shellcheck disable=SC2086 # one word for each package
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing \
    >>"$log" 2>&1 || {
    cat "$log" >&2
    rm -f "$log"
    echo 'The packages could not be installed.' >&2
    return 1
  }
  rm -f "$log"
}
