package org.citywall.launcher.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.citywall.gateway.GatewayConfig;
import org.citywall.stream.config.StreamOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each overlay as kustomize builds it: its form, our rules, and that the code takes its settings.
 */
class ManifestsIT {
    static Stream<String> overlays() {
        return Manifests.OVERLAYS.stream();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyObjectHasTheFormOfItsKind(String overlay) {
        List<JsonNode> objects = Manifests.overlay(overlay);

        assertThat(objects).hasSizeGreaterThan(60);
        assertThat(objects)
                .allSatisfy(
                        object ->
                                assertThat(Schemas.errors(object))
                                        .as(Manifests.name(object))
                                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void imagesHaveAVersion(String overlay) {
        List<JsonNode> objects = Manifests.overlay(overlay);
        Set<String> images = new HashSet<>();
        objects.forEach(object -> object.findValues("image").forEach(i -> images.add(i.asText())));

        assertThat(images)
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image).matches(".+:\\d+(\\.\\d+)+(-[\\w.]+)?"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void noContainerHasPrivileges(String overlay) {
        for (Pods pod : Pods.in(Manifests.overlay(overlay))) {
            JsonNode ofPod = pod.spec().path("securityContext");
            assertThat(ofPod.path("runAsNonRoot").asBoolean()).as(pod.of()).isTrue();
            assertThat(ofPod.at("/seccompProfile/type").asText())
                    .as(pod.of())
                    .isEqualTo("RuntimeDefault");
            for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertThat(pod.spec().path(shared).asBoolean()).as(pod.of()).isFalse();
            }
            pod.spec()
                    .path("volumes")
                    .forEach(volume -> assertThat(volume.has("hostPath")).as(pod.of()).isFalse());
            for (JsonNode container : pod.containers()) {
                JsonNode own = container.path("securityContext");
                assertThat(own.path("allowPrivilegeEscalation").asBoolean(true))
                        .as(pod.of())
                        .isFalse();
                assertThat(own.path("readOnlyRootFilesystem").asBoolean()).as(pod.of()).isTrue();
                assertThat(own.at("/capabilities/drop/0").asText()).as(pod.of()).isEqualTo("ALL");
                assertThat(own.path("privileged").asBoolean()).as(pod.of()).isFalse();
                assertThat(own.at("/capabilities/add").isEmpty()).as(pod.of()).isTrue();
            }
        }
    }

    /** Flink's operator sets the limits of its pods itself, from {@code resource}. */
    @ParameterizedTest
    @MethodSource("overlays")
    void everythingHasLimitsAndServersHaveProbes(String overlay) {
        List<JsonNode> objects = Manifests.overlay(overlay);
        for (Pods pod : Pods.in(objects)) {
            boolean isFlink = pod.of().startsWith("FlinkDeployment");
            for (JsonNode container : pod.containers()) {
                if (!isFlink) {
                    for (String what : List.of("cpu", "memory")) {
                        assertThat(container.at("/resources/limits/" + what).asText())
                                .as(pod.of())
                                .isNotBlank();
                        assertThat(container.at("/resources/requests/" + what).asText())
                                .as(pod.of())
                                .isNotBlank();
                    }
                }
                if (pod.runsForEver()) {
                    assertThat(container.has("livenessProbe")).as(pod.of()).isTrue();
                    assertThat(container.has("readinessProbe")).as(pod.of()).isTrue();
                }
            }
        }
        for (JsonNode job : Manifests.ofKind(objects, "FlinkDeployment")) {
            for (String part : List.of("jobManager", "taskManager")) {
                assertThat(job.at("/spec/" + part + "/resource/cpu").isNumber()).isTrue();
                assertThat(job.at("/spec/" + part + "/resource/memory").asText()).isNotBlank();
            }
        }
        for (JsonNode pool : Manifests.ofKind(objects, "KafkaNodePool")) {
            assertThat(pool.at("/spec/resources/limits/memory").asText()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nobodyTalksToAnybodyUnlessAllowed(String overlay) {
        List<JsonNode> denials =
                Manifests.ofKind(Manifests.overlay(overlay), "NetworkPolicy").stream()
                        .filter(
                                policy ->
                                        policy.at("/metadata/name").asText().equals("default-deny"))
                        .toList();

        assertThat(denials).hasSize(1);
        JsonNode spec = denials.get(0).path("spec");
        assertThat(spec.path("podSelector").isEmpty()).isTrue();
        assertThat(spec.path("policyTypes")).hasSize(2);
        assertThat(spec.has("ingress") || spec.has("egress")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void devicesKeepTheirAddress(String overlay) {
        List<JsonNode> services =
                Manifests.ofKind(Manifests.overlay(overlay), "Service").stream()
                        .filter(one -> one.at("/spec/type").asText().equals("LoadBalancer"))
                        .toList();

        assertThat(services).hasSize(1);
        JsonNode spec = services.get(0).path("spec");
        assertThat(spec.path("externalTrafficPolicy").asText()).isEqualTo("Local");
        assertThat(spec.path("ports").findValues("port"))
                .map(JsonNode::asInt)
                .containsExactlyInAnyOrder(1883, 26875, 26885);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void secretsAreOnlyNamed(String overlay) {
        List<JsonNode> objects = Manifests.overlay(overlay);

        assertThat(Manifests.ofKind(objects, "Secret")).isEmpty();
        for (Pods pod : Pods.in(objects)) {
            for (JsonNode container : pod.containers()) {
                for (JsonNode variable : container.path("env")) {
                    if (variable.path("name").asText().matches(".*(PASSWORD|KEY|KEYS|TOKEN).*")) {
                        assertThat(variable.has("value")).as(variable.toString()).isFalse();
                        assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                                .as(variable.toString())
                                .isNotBlank();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void configMapsThatAreNamedExist(String overlay) {
        List<JsonNode> objects = Manifests.overlay(overlay);
        Map<String, JsonNode> maps = configMaps(objects);
        for (Pods pod : Pods.in(objects)) {
            for (String field : List.of("configMapRef", "configMapKeyRef", "configMap")) {
                for (JsonNode reference : pod.spec().findValues(field)) {
                    if (!reference.path("optional").asBoolean()) {
                        assertThat(maps).as(pod.of()).containsKey(reference.path("name").asText());
                    }
                    if (reference.has("key")) {
                        assertThat(maps.get(reference.path("name").asText()).path("data"))
                                .anyMatch(value -> !value.asText().isEmpty());
                        assertThat(
                                        maps.get(reference.path("name").asText())
                                                .path("data")
                                                .has(reference.path("key").asText()))
                                .as(reference.toString())
                                .isTrue();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void settingsExistAndTheCodeTakesThem(String overlay) {
        List<JsonNode> objects = Manifests.overlay(overlay);
        for (Pods pod : Pods.in(objects)) {
            Map<String, String> environment = environment(pod, configMaps(objects));
            List<String> ours =
                    environment.keySet().stream()
                            .filter(key -> key.startsWith("CITYWALL_"))
                            .toList();
            assertThat(Manifests.settings()).as(pod.of()).containsAll(ours);
            if (pod.of().equals("Deployment gateway")) {
                assertThat(ours).contains("CITYWALL_PRIVACY_KEY", "CITYWALL_POSTGRES_PASSWORD");
                GatewayConfig config = GatewayConfig.fromEnv(environment, Clock.systemUTC());
                assertThat(config.host()).isEqualTo("0.0.0.0");
                assertThat(config.secureCookie()).isTrue();
            } else if (pod.of().startsWith("FlinkDeployment")) {
                StreamOptions options = StreamOptions.fromEnv(environment);
                assertThat(options.kafka()).isEqualTo("citywall-kafka-bootstrap:9092");
                assertThat(options.checkpointDir()).startsWith("s3://");
            }
        }
    }

    /** What the pod's first container would see; each secret is a long word. */
    private static Map<String, String> environment(Pods pod, Map<String, JsonNode> maps) {
        Map<String, String> environment = new HashMap<>();
        JsonNode container = pod.containers().get(0);
        for (JsonNode source : container.path("envFrom")) {
            JsonNode data = maps.get(source.at("/configMapRef/name").asText()).path("data");
            data.properties()
                    .forEach(one -> environment.put(one.getKey(), one.getValue().asText()));
        }
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asText();
            boolean isUri = name.equals("CITYWALL_REDIS");
            environment.put(
                    name,
                    variable.has("value")
                            ? variable.path("value").asText()
                            : isUri
                                    ? "redis://redis:6379"
                                    : "a-word-of-more-than-32-characters-here");
        }
        environment.remove("CITYWALL_PRIVACY_OLD_KEYS");
        return environment;
    }

    private static Map<String, JsonNode> configMaps(List<JsonNode> objects) {
        Map<String, JsonNode> maps = new HashMap<>();
        Manifests.ofKind(objects, "ConfigMap")
                .forEach(map -> maps.put(map.at("/metadata/name").asText(), map));
        return maps;
    }
}
