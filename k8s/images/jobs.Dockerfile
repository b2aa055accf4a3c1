FROM flink:2.2.1-java17
# The file system of the container is read-only, so the plug-in lies where Flink looks for it from the start.
RUN mkdir -p /opt/flink/plugins/s3-fs-hadoop \
    && cp /opt/flink/opt/flink-s3-fs-hadoop-*.jar /opt/flink/plugins/s3-fs-hadoop/
COPY --chown=flink:flink jobs/usrlib /opt/flink/usrlib
COPY --chown=flink:flink jobs/sbom.json /opt/flink/sbom.json
