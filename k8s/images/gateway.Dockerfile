FROM eclipse-temurin:17.0.16_8-jre
COPY gateway/lib /app/lib
COPY gateway/log4j2.xml /app/log4j2.xml
COPY gateway/sbom.json /app/sbom.json
USER 10001:10001
WORKDIR /tmp
EXPOSE 8080 1883 26875 26885 9464
# exec form: the JVM is process 1 and hears the signal to end
ENTRYPOINT ["java", "-Dlog4j2.configurationFile=/app/log4j2.xml", "-cp", "/app/lib/*", "org.citywall.gateway.GatewayMain"]
