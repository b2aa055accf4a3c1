package org.citywall.launcher.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.citywall.contracts.names.Topics;
import org.citywall.stream.job.JobMain;
import org.junit.jupiter.api.Test;

/** What can be said of the files without kustomize. */
class ManifestFilesTest {
    private static final Path BASE = Manifests.FOLDER.resolve("base");
    private static final Path RULES = BASE.resolve("monitoring/prometheusrules.yaml");
    private static final String WEEK_MS = "604800000";

    @Test
    void topicsAreThoseOfTheCode() {
        List<JsonNode> topics = Manifests.file(BASE.resolve("kafka/topics.yaml"));

        assertThat(topics)
                .map(topic -> topic.at("/metadata/name").asText())
                .containsExactlyElementsOf(Topics.ALL.stream().map(Topics.Spec::name).toList());
        for (int i = 0; i < topics.size(); i++) {
            Topics.Spec spec = Topics.ALL.get(i);
            JsonNode topic = topics.get(i).path("spec");
            JsonNode config = topic.path("config");
            assertThat(topic.path("partitions").asInt()).isEqualTo(spec.partitions());
            assertThat(topic.path("replicas").asInt()).isEqualTo(3);
            assertThat(config.path("message.timestamp.type").asText())
                    .isEqualTo(spec.logAppendTime() ? "LogAppendTime" : "CreateTime");
            assertThat(config.path("cleanup.policy").asText())
                    .isEqualTo(spec.compacted() ? "compact" : "");
            assertThat(config.path("retention.ms").asText())
                    .isEqualTo(spec.compacted() ? "" : kept(spec));
        }
    }

    private static String kept(Topics.Spec spec) {
        return spec.keepHours() == 0 ? WEEK_MS : Long.toString(spec.keepHours() * 3_600_000L);
    }

    /** After a change of k8s/monitoring/rules: {@code -Dcitywall.update=true}. */
    @Test
    void rulesOfTheClusterAreThoseOfThePlainFiles() throws IOException {
        String wanted = prometheusRules();
        if (Boolean.getBoolean("citywall.update")) {
            Files.writeString(RULES, wanted);
        }

        assertThat(Files.readString(RULES)).isEqualTo(wanted);
    }

    private static String prometheusRules() throws IOException {
        try (Stream<Path> files = Files.list(Manifests.FOLDER.resolve("monitoring/rules"))) {
            return files.sorted()
                    .map(ManifestFilesTest::prometheusRule)
                    .collect(
                            Collectors.joining(
                                    "---\n",
                                    "# Generated from k8s/monitoring/rules; after a change:"
                                            + " ManifestFilesTest with -Dcitywall.update=true.\n",
                                    ""));
        }
    }

    private static String prometheusRule(Path file) {
        try {
            String name = file.getFileName().toString().replace(".yml", "");
            String text = Files.readString(file);
            String groups =
                    text.substring(text.indexOf("groups:"))
                            .lines()
                            .map(line -> line.isBlank() ? line : "  " + line)
                            .collect(Collectors.joining("\n", "", "\n"));
            return """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata:
              name: citywall-%s
              labels:
                app.kubernetes.io/part-of: citywall
            spec:
            %s"""
                    .formatted(name, groups);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyJobOfTheCodeIsDeployedAndNoOther() throws IOException {
        List<String> jobs = List.of("alerts", "ebike", "fire", "insight", "slope", "tickets");
        try (Stream<Path> folders = Files.list(BASE.resolve("jobs"))) {
            assertThat(folders.filter(Files::isDirectory).map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(jobs);
        }
        String code =
                Files.readString(
                        Path.of("../stream-jobs/src/main/java", path(JobMain.class.getName())));
        assertThat(code.split("case \\w+Job\\.NAME ->", -1)).hasSize(jobs.size() + 1);
        for (String job : jobs) {
            JsonNode deployment =
                    Manifests.file(BASE.resolve("jobs/" + job + "/flinkdeployment.yaml")).get(0);
            assertThat(deployment.at("/metadata/name").asText()).isEqualTo(job);
            assertThat(deployment.at("/spec/job/args/0").asText()).isEqualTo(job);
        }
        JsonNode common =
                Manifests.file(Manifests.FOLDER.resolve("components/flink-job/common.yaml")).get(0);
        assertThat(common.at("/spec/job/entryClass").asText()).isEqualTo(JobMain.class.getName());
    }

    private static String path(String type) {
        return type.replace('.', '/') + ".java";
    }
}
