#!/bin/sh
# Times whole training loops of the shipped nets on noise: images per second and peak memory, each case in a process of its
# own, and other programs in the same minutes.
#
#   bench/training.sh [option…] [net…]         nets: mlp lenet quick full resnet20 caffenet alexnet googlenet squeezenet
#                                              mobilenet resnet50; without any, those of docs/speed.md
#   --threads "1 2"    numbers of threads
#   --seconds 10       measured, after
#   --warmup 5         seconds of warm-up
#   --csv FILE         the table again, for programs
#   --alone "CMD"      what runs a command while nothing else does, such as "flock -x /tmp/cpu.lock"
#   --beside 'NAME=COMMAND with {net} {batch} {threads} {seconds} {warmup}'
#                      another program, which prints images per second alone in its last line; may be repeated
#
# JDL_JAVA and JDL_OPTS are those of bin/jdl. Needs bench/target/benchmarks.jar: mvn -B -Pbench -DskipTests package
set -eu

home=$(cd "$(dirname "$0")/.." && pwd -P)
threads="1 2" seconds=10 warmup=5 csv=/dev/null alone="" nets=""
peers=$(mktemp)
trap 'rm -f "$peers"' EXIT

while [ $# -gt 0 ]; do
    case $1 in
        --threads | --seconds | --warmup | --csv | --alone)
            option=${1#--}
            eval "$option=\$2"
            shift
            ;;
        --beside)
            printf '%s\n' "$2" >>"$peers"
            shift
            ;;
        -*)
            echo "training.sh: unknown option $1" >&2
            exit 2
            ;;
        *) nets="$nets $1" ;;
    esac
    shift
done
nets=${nets:-mlp lenet quick resnet20 caffenet googlenet squeezenet mobilenet resnet50}

java=${JDL_JAVA:-java}
if [ -d "$java" ]; then java=$java/bin/java; fi
jar=$home/bench/target/benchmarks.jar
if [ ! -f "$jar" ]; then
    echo "training.sh: no $jar; build it: mvn -B -Pbench -DskipTests package" >&2
    exit 2
fi
flags=$(sed -n 's/^flags="\(.*\)"$/\1/p' "$home/bin/jdl" | head -n 1)

solver() {
    case $1 in
        quick | full | resnet20) echo "$home/configs/cifar10/$1_solver.yaml" ;;
        *) echo "$home/configs/$1/$1_solver.yaml" ;;
    esac
}

row() { # net batch threads program images_per_second megabytes
    printf '%-11s %5s %7s  %-24s %10s %8s\n' "$@"
    (
        IFS=,
        printf '%s\n' "$*" >>"$csv"
    )
}

# Runs a command, its words the arguments; prints its last line, a blank, and the most kilobytes it held.
measured() {
    noted=$(mktemp)
    # shellcheck disable=SC2086
    last=$($alone /usr/bin/time -o "$noted" -f %M "$@" 2>/dev/null | tail -n 1) || last=
    printf '%s %s\n' "${last:-failed failed}" "$(tail -n 1 "$noted")"
    rm -f "$noted"
}

if [ "$csv" != /dev/null ]; then : >"$csv"; fi
row net batch threads program images/s peak_MB
for net in $nets; do
    for count in $threads; do
        # shellcheck disable=SC2086
        answer=$(measured "$java" $flags ${JDL_OPTS:-} -cp "$jar" jdl.bench.TrainingLoop \
            "$(solver "$net")" "$count" "$seconds" "$warmup")
        batch=${answer%% *}
        rate=$(echo "$answer" | cut -d ' ' -f 2)
        row "$net" "$batch" "$count" jdl "$rate" $((${answer##* } / 1024))
        while IFS= read -r peer; do
            command=$(printf '%s' "${peer#*=}" | sed "s/{net}/$net/g; s/{batch}/$batch/g; s/{threads}/$count/g;
                s/{seconds}/$seconds/g; s/{warmup}/$warmup/g")
            answer=$(measured sh -c "$command" </dev/null)
            row "$net" "$batch" "$count" "${peer%%=*}" "${answer%% *}" $((${answer##* } / 1024))
        done <"$peers"
    done
done
