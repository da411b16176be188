#!/bin/sh
# As the official image's: a flag or a configuration file in place of a program means redis-server.
set -eu
case "${1:-}" in
  -* | *.conf) set -- redis-server "$@" ;;
esac
[ "${1:-}" != redis-server ] || umask 0077
exec "$@"
