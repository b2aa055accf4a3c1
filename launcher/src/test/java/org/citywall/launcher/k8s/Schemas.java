package org.citywall.launcher.k8s;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether an object has the form that Kubernetes and the operators take. Strict: a field that the
 * form does not know is an error, as with the API server's {@code fieldValidation=Strict}.
 */
final class Schemas {
    private static final String K8S = "io.fabric8.kubernetes.api.model.";
    private static final String STRIMZI = "io.strimzi.api.kafka.model.";

    /** Package of the records of each API group; those of Strimzi have one per kind. */
    private static final Map<String, String> PACKAGES =
            Map.of(
                    "v1", K8S,
                    "apps/v1", K8S + "apps.",
                    "batch/v1", K8S + "batch.v1.",
                    "autoscaling/v2", K8S + "autoscaling.v2.",
                    "networking.k8s.io/v1", K8S + "networking.v1.",
                    "policy/v1", K8S + "policy.v1.",
                    "rbac.authorization.k8s.io/v1", K8S + "rbac.",
                    "monitoring.coreos.com/v1", "io.fabric8.openshift.api.model.monitoring.v1.");

    private static final Map<String, String> OF_STRIMZI =
            Map.of(
                    "Kafka", STRIMZI + "kafka.Kafka",
                    "KafkaNodePool", STRIMZI + "nodepool.KafkaNodePool",
                    "KafkaTopic", STRIMZI + "topic.KafkaTopic");

    private static final String FLINK = "flink.apache.org/v1beta1";
    private static final String FLINK_SCHEMA =
            "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

    /**
     * The newest schema that could be had is that of the operator 1.10, which ends at Flink 1.20;
     * the operator that knows Flink 2.2 is the one that is installed (k8s/README.md).
     */
    private static final String OUR_FLINK = "v2_2";

    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .setAnnotationIntrospector(new NothingElse());
    private static final Schema FLINK_SPEC = flinkSpec();

    private Schemas() {}

    /** The records keep what they do not know for whoever may; here nobody may. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return Boolean.FALSE;
        }
    }

    /** What is wrong with the object; empty: nothing. */
    static List<String> errors(JsonNode object) {
        String version = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        if (version.equals(FLINK) && kind.equals("FlinkDeployment")) {
            return FLINK_SPEC.validate(object.path("spec").toString(), InputFormat.JSON).stream()
                    .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                    .toList();
        }
        String name =
                version.equals("kafka.strimzi.io/v1")
                        ? OF_STRIMZI.get(kind)
                        : PACKAGES.containsKey(version) ? PACKAGES.get(version) + kind : null;
        if (name == null) {
            return List.of("no schema of " + version + " " + kind);
        }
        try {
            STRICT.treeToValue(object, Class.forName(name));
            return List.of();
        } catch (ClassNotFoundException e) {
            return List.of("no such kind: " + version + " " + kind);
        } catch (JsonMappingException e) {
            String path =
                    e.getPath().stream()
                            .map(step -> String.valueOf(step.getFieldName()))
                            .collect(Collectors.joining("/"));
            return List.of(path + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            return List.of(e.getMessage());
        }
    }

    private static Schema flinkSpec() {
        try (InputStream in = Schemas.class.getClassLoader().getResourceAsStream(FLINK_SCHEMA)) {
            JsonNode definition = new ObjectMapper(new YAMLFactory()).readTree(in);
            JsonNode spec =
                    definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
            ((ArrayNode) spec.at("/properties/flinkVersion/enum")).add(OUR_FLINK);
            close(spec);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(spec.toString(), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kubernetes drops what a schema does not name; here it is an error. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        schema.path("properties").forEach(Schemas::close);
        if (schema.path("items").isObject()) {
            close(schema.path("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            close(schema.path("additionalProperties"));
        }
    }
}
