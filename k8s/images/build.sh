#!/usr/bin/env bash
# Builds the two images: build.sh [stage|images] [TAG]. "stage" only puts the jars together, in target/images of the
# launcher; "images" also calls docker. Run it at a clean commit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
what=${1:-images}
tag=${2:-0.1.0}
stage=launcher/target/images

mvn -q -B -ntp -Psbom package -DskipTests
# What each module needs at run time, by its own pom, not by the launcher's.
mvn -q -B -ntp -pl contracts,stream-jobs,gateway package dependency:copy-dependencies -DskipTests \
    -DincludeScope=runtime -DoutputDirectory='${project.build.directory}/image'

rm -rf "$stage"
mkdir -p "$stage/gateway/lib" "$stage/jobs/usrlib"
cp gateway/target/image/*.jar "$stage/gateway/lib/"
cp launcher/target/lib/{gateway,web,contracts}-[0-9]*.jar launcher/target/lib/log4j-*.jar "$stage/gateway/lib/"
cp k8s/images/log4j2.xml "$stage/gateway/"
cp gateway/target/gateway-sbom.json "$stage/gateway/sbom.json"
cp stream-jobs/target/stream-jobs-sbom.json "$stage/jobs/sbom.json"
# Flink's image has Flink; the connectors, and what is ours, come with the job.
for jar in stream-jobs/target/image/*.jar; do
    case ${jar##*/} in
    flink-connector-datagen-*) ;;
    flink-connector-* | kafka-clients-* | lettuce-* | redis-authx-* | netty-* | reactor-* | reactive-streams-* | \
        jackson-* | hipparchus-* | java-string-similarity-* | lz4-* | snappy-* | zstd-*)
        cp "$jar" "$stage/jobs/usrlib/"
        ;;
    esac
done
cp launcher/target/lib/contracts-[0-9]*.jar "$stage/jobs/usrlib/"
cp launcher/target/lib/stream-jobs-[0-9]*.jar "$stage/jobs/usrlib/stream-jobs.jar"
cp k8s/images/{gateway,jobs}.Dockerfile "$stage/"

if [[ $what == images ]]; then
    docker build --file "$stage/gateway.Dockerfile" --tag "citywall/gateway:$tag" "$stage"
    docker build --file "$stage/jobs.Dockerfile" --tag "citywall/jobs:$tag" "$stage"
fi
