# Sourced by the scripts beside it, never run: where things are, the private PostgreSQL cluster, children and their end.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"
# A bare machine has no locale; without one PostgreSQL would make SQL_ASCII and Python could not print Vietnamese.
export LANG=C.UTF-8 LC_ALL=C.UTF-8 PYTHONUTF8=1

say() { printf '%s\n' "$*"; }
die() {
  printf '%s: %s\n' "script/$(basename "$0")" "$*" >&2
  exit 1
}

# make_var: the folder for all that is made here and not in git: data, keys, logs. Closed to others.
make_var() {
  mkdir -p -m 700 var || die "cannot make the folder var in $root"
  local folder
  for folder in var .venv; do
    [ ! -e "$folder" ] || [ -w "$folder" ] ||
      die "$folder belongs to $(stat -c %U "$folder"): run the script as that user, or: sudo chown -R $(id -un) '$root/var' '$root/.venv'"
  done
}

# --- the private cluster -------------------------------------------------------------------------------------------
# As an ordinary user everything lies in var/. PostgreSQL refuses root, and its own account cannot look into a checkout
# below a closed folder such as /root; so root keeps the data outside, found again by the checkout's path.

locate_cluster() {
  if [ "$(id -u)" = 0 ]; then
    [ ! -d var/postgres ] || die "the database in var/postgres belongs to $(stat -c %U var/postgres): run the script as that user"
    cluster=/var/lib/danvan/$(printf %s "$root" | sha256sum | cut -c1-12)
  else
    cluster=$root/var
  fi
  data=$cluster/postgres
}

# as_owner COMMAND...: the command as the account that owns the data, from a folder that account can stand in.
as_owner() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && exec setpriv --reuid postgres --regid postgres --init-groups "$@")
  else
    "$@"
  fi
}

# pg PROGRAM ARG...: a program of the PostgreSQL that made the data, else of the newest one installed.
pg() {
  local version=*
  [ ! -f "$data/PG_VERSION" ] || version=$(<"$data/PG_VERSION")
  local bin
  # shellcheck disable=SC2086 # the star is meant
  bin=$(printf '%s\n' /usr/lib/postgresql/$version/bin | sort -V | tail -n 1)
  [ -x "$bin/$1" ] || die "the data were made by PostgreSQL $version, which is not installed: apt-get install postgresql-$version"
  as_owner "$bin/$1" "${@:2}"
}

# socket_folder: the data folder, or where its path is too long for a socket (107 bytes) or has odd signs, one of our own.
socket_folder() {
  if [[ ${#data} -le 90 && $data =~ ^[A-Za-z0-9/._-]+$ ]]; then
    say "$data"
    return
  fi
  local kept=var/socket-folder
  [ -s "$kept" ] && [ -d "$(<"$kept")" ] || as_owner mktemp -d /tmp/danvan.XXXXXX >"$kept"
  cat "$kept"
}

make_cluster() {
  rm -rf "$data.new"
  if [ "$(id -u)" = 0 ]; then
    install -d -m 755 /var/lib/danvan
    install -d -m 700 -o postgres -g postgres "$cluster"
    say "$root" >"$cluster/checkout"
  fi
  pg initdb -D "$data.new" -U postgres -E UTF8 --locale=C.UTF-8 --auth=trust --no-sync >/dev/null
  # Only a finished cluster gets the name that later runs look for.
  mv "$data.new" "$data"
}

start_cluster() {
  # No port: only whoever may enter the socket's folder gets in, and two checkouts never meet.
  # A left-over of a killed run is no obstacle, but a second start is: so ask again before complaining.
  pg pg_ctl start -D "$data" -w -s -l "$cluster/postgres.log" -o "-c listen_addresses= -k $socket" 8>&- 9>&- </dev/null ||
    pg pg_ctl status -D "$data" >/dev/null || die "PostgreSQL does not start: $(tail -n 1 "$cluster/postgres.log")"
}

# Two roles: the owner migrates and makes the tests' databases; the portal itself works with what migrations grant.
make_roles() {
  pg psql -h "$socket" -U postgres -d postgres -qAtX -v ON_ERROR_STOP=1 <<'SQL' >/dev/null
SELECT 'CREATE ROLE danvan LOGIN CREATEDB CREATEROLE' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'danvan') \gexec
SELECT 'CREATE ROLE danvan_app LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'danvan_app') \gexec
-- So that tests can try what the portal may not do.
SELECT 'GRANT danvan_app TO danvan' WHERE NOT pg_has_role('danvan', 'danvan_app', 'MEMBER') \gexec
SELECT 'CREATE DATABASE danvan OWNER danvan' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'danvan') \gexec
SQL
}

# check_server: refuses a server on which Vietnamese text would be sorted or searched wrongly.
check_server() {
  local answer encoding ctype icu version
  case $DATABASE_URL in postgres://* | postgresql://*) ;; *) die "DATABASE_URL must begin with postgres://" ;; esac
  answer=$(psql "$DATABASE_URL" -AtX -F ' ' -c "SELECT pg_encoding_to_char(encoding), datctype,
    EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i'), current_setting('server_version_num')
    FROM pg_database WHERE datname = current_database()" 2>&1) || die "DATABASE_URL: ${answer//$'\n'/ }"
  read -r encoding ctype icu version <<<"$answer"
  [ "$encoding" = UTF8 ] || die "DATABASE_URL: the database is in $encoding; it must be created with ENCODING 'UTF8'"
  [ "$icu" = t ] || die "DATABASE_URL: this PostgreSQL was built without ICU, which sorting Vietnamese needs"
  case $ctype in C | POSIX) die "DATABASE_URL: the database has LC_CTYPE $ctype, under which đ and ặ are no letters; create it with C.UTF-8" ;; esac
  [ "$version" -ge 140000 ] || die "DATABASE_URL: PostgreSQL 14 or newer is needed"
}

# database_up: sets DATABASE_URL (the owner) and DATABASE_APP_URL (the portal). A given DATABASE_URL is used for both,
# unless DATABASE_APP_URL is given too; else the private cluster is made if missing and started if down.
# Every script that uses the cluster holds a shared lock on var/cluster.users while it lives; the last one stops the
# server. The kernel drops the lock of a killed script, so no count can go wrong. var/cluster.lock keeps starts and stops apart.
database_up() {
  if [ -n "${DATABASE_URL:-}" ]; then
    check_server
    export DATABASE_APP_URL="${DATABASE_APP_URL:-$DATABASE_URL}"
    return
  fi
  locate_cluster
  socket=$(socket_folder)
  exec 8>var/cluster.lock 9>var/cluster.users
  flock 8
  flock --shared 9
  uses_cluster=yes
  [ -f "$data/PG_VERSION" ] || make_cluster
  pg pg_ctl status -D "$data" >/dev/null || start_cluster
  make_roles
  flock --unlock 8
  export DATABASE_URL="postgres://danvan@/danvan?host=$socket" DATABASE_APP_URL="postgres://danvan_app@/danvan?host=$socket"
}

database_down() {
  [ -n "$uses_cluster" ] || return 0
  uses_cluster=
  flock 8
  flock --unlock 9
  ! flock --exclusive --nonblock 9 || [ ! -f "$data/postmaster.pid" ] || pg pg_ctl stop -D "$data" -m fast -s || true
}

# --- children --------------------------------------------------------------------------------------------------------

child='' child_signal=TERM helper='' helper_told='' uses_cluster=''

# run SIGNAL COMMAND...: the command in a session of its own, so that Ctrl-C is not delivered twice and nothing it
# started outlives it. SIGNAL is what ends it in good order.
run() {
  local status=0
  child_signal=$1
  # A signal may come before the number is noted: then end_child asks the shell for it.
  child=starting
  setsid env --default-signal=INT,QUIT "${@:2}" </dev/null &
  child=$!
  wait "$child" || status=$?
  end_child
  return "$status"
}

end_child() {
  if [ "$child" = starting ]; then
    # A child this young is still a copy of the shell, which would let the signal pass unheard.
    sleep 0.3
    child=${!:-}
  fi
  [ -n "$child" ] || return 0
  local group=$child
  child=
  kill -s "$child_signal" "$group" 2>/dev/null || true
  # Ten seconds to end well, for the first process of the group; what is left then goes at once.
  local tries=100
  while kill -0 "$group" 2>/dev/null && [ $((tries -= 1)) -gt 0 ]; do sleep 0.1; done
  kill -KILL -- "-$group" 2>/dev/null || true
  wait "$group" 2>/dev/null || true
}

# beside COMMAND...: the command in a session of its own beside what `run` runs, three seconds later so that it does not hold
# that up. When it ends it is started again, however often: whatever becomes of it, the rest goes on.
beside() {
  setsid env --default-signal=INT,QUIT bash -c 'while sleep 3; do "$@" || true; done' beside "$@" </dev/null &
  helper=$!
}

# tell_helper: TERM, once: a second one would cut short what ends in good order.
tell_helper() {
  [ -n "$helper" ] && [ -z "$helper_told" ] || return 0
  # A helper this young has no group of its own yet.
  kill -0 -- "-$helper" 2>/dev/null || sleep 0.3
  kill -TERM -- "-$helper" 2>/dev/null || true
  helper_told=yes
}

end_helper() {
  [ -n "$helper" ] || return 0
  tell_helper
  local tries=100
  while kill -0 -- "-$helper" 2>/dev/null && [ $((tries -= 1)) -gt 0 ]; do sleep 0.1; done
  kill -KILL -- "-$helper" 2>/dev/null || true
  wait "$helper" 2>/dev/null || true
  helper=
}

leave() {
  local status=$?
  trap '' INT TERM HUP
  # Both are told at once, so that they end side by side.
  tell_helper
  end_child
  end_helper
  database_down
  exit "$status"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# --- what the portal needs in its environment --------------------------------------------------------------------------

# secret_key: made once; two first runs at the same moment agree on the one that is in place first.
secret_key() {
  if [ ! -s var/secret_key ]; then
    (umask 077 && head -c 48 /dev/urandom | base64 >"var/secret_key.$$")
    ln "var/secret_key.$$" var/secret_key 2>/dev/null || true
    rm "var/secret_key.$$"
  fi
  cat var/secret_key
}

# portal_env: the safe settings of every script; what the caller has set stays.
portal_env() {
  export SECRET_KEY="${SECRET_KEY:-$(secret_key)}"
  export DEBUG="${DEBUG:-0}" HTTPS="${HTTPS:-0}" VAR_DIR="${VAR_DIR:-$root/var}"
}
