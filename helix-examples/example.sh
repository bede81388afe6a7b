# SPDX-License-Identifier: Apache-2.0
#
# What the scripts of the examples share; read by each of them, with its name in $name and its main class in $main.
# Builds what the examples need, if it is missing or older than its sources, and runs the class with all arguments.
# Works from any directory.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
target=$root/helix-examples/target
# Made when a build begins and kept when it succeeds: sources newer than it are not built yet.
stamp=$target/examples.stamp

fail() {
    printf '%s: %s\n' "$name" "$*" >&2
    exit 1
}

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    PATH=$JAVA_HOME/bin:$PATH
    export PATH
fi
command -v javac >/dev/null || fail 'no JDK was found; install one (17 or newer), or set JAVA_HOME'

# Runs Maven quietly in the project; the wrapper, or an installed Maven when the wrapper cannot fetch its own.
build() {
    log=$target/examples-build.log
    maven=$root/mvnw
    if ! "$maven" -v >"$log" 2>&1; then
        command -v mvn >/dev/null || { cat "$log" >&2; fail 'the Maven wrapper could not fetch Maven, and no mvn is installed'; }
        echo "$name: the Maven wrapper could not fetch Maven; building with the mvn that is installed" >&2
        maven=mvn
    fi
    (cd "$root" && "$maven" -q -ntp -B -T 2 -pl helix-examples -am package -Dmaven.test.skip=true -Dspotless.check.skip=true) \
        >"$log" 2>&1 || { cat "$log" >&2; fail 'the build failed'; }
}

# Prints the first source that is newer than the last build, or nothing.
changed() {
    find "$root/pom.xml" "$root"/helix-*/pom.xml "$root"/helix-*/src/main "$root"/helix-core/helix-testkit/src/main -newer "$stamp" -type f 2>/dev/null | head -n 1
}

if [ ! -f "$stamp" ] || [ ! -d "$target/lib" ] || [ -n "$(changed)" ]; then
    echo "$name: building (once, and after changes) ..." >&2
    mkdir -p "$target"
    touch "$stamp.$$"
    build
    mv -f "$stamp.$$" "$stamp"
fi

jar=
for candidate in "$target"/helix-examples-*.jar; do
    case $candidate in
        *-sources.jar | *-javadoc.jar) ;;
        *) jar=$candidate ;;
    esac
done
[ -f "$jar" ] || fail "there is no jar in $target; delete that directory and try again"

if [ -t 0 ] && [ -t 1 ]; then
    HELIX_TERMINAL=yes
    export HELIX_TERMINAL
fi
# One short run: start fast rather than get fast.
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -cp "$jar:$target/lib/*" "$main" "$@"
