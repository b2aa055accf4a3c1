package org.citywall.launcher.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.citywall.contracts.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each module that is delivered says what it is made of (CycloneDX), where scanners look for it.
 * Only where the profile {@code sbom} made them, since its plugin does not work offline.
 */
class SbomIT {
    @ParameterizedTest
    @CsvSource({
        "gateway, io.vertx:vertx-core, org.flywaydb:flyway-core",
        "stream-jobs, org.apache.flink:flink-connector-kafka, org.apache.kafka:kafka-clients",
        "launcher, org.apache.logging.log4j:log4j-core, org.citywall:gateway"
    })
    void namesEveryLibraryWithItsVersionAndWhatItNeeds(String module, String one, String another)
            throws IOException {
        Path file = Path.of("..", module, "target", module + "-sbom.json");
        assumeTrue(Files.exists(file), "made by mvn -Psbom package");
        JsonNode bom = Json.mapper().readTree(Files.readString(file));

        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.path("specVersion").asText()).isEqualTo("1.6");
        assertThat(bom.at("/metadata/component/name").asText()).isEqualTo(module);
        Set<String> names = new HashSet<>();
        Set<String> refs = new HashSet<>(Set.of(bom.at("/metadata/component/bom-ref").asText()));
        for (JsonNode component : bom.path("components")) {
            names.add(component.path("group").asText() + ":" + component.path("name").asText());
            refs.add(component.path("bom-ref").asText());
            assertThat(component.path("version").asText()).as("%s", component).isNotBlank();
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
        }
        assertThat(names).contains(one, another).hasSizeGreaterThan(20);
        assertThat(names).as("what only tests need is not delivered").noneMatch(SbomIT::isOfTests);
        for (JsonNode dependency : bom.path("dependencies")) {
            assertThat(refs).contains(dependency.path("ref").asText());
            dependency.path("dependsOn").forEach(on -> assertThat(refs).contains(on.asText()));
        }
    }

    private static boolean isOfTests(String name) {
        return name.startsWith("org.junit") || name.startsWith("org.assertj");
    }
}
