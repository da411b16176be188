#!/bin/sh
# As nodered/node-red's, but the process itself receives the engine's signals. Arguments go to Node-RED.
set -eu
[ -f /data/settings.js ] || cp node_modules/node-red/settings.js /data/settings.js
exec node node_modules/node-red/red.js --userDir /data ${FLOWS:+"$FLOWS"} "$@"
