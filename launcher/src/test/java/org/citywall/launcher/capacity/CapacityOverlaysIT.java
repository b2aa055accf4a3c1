package org.citywall.launcher.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.citywall.launcher.k8s.Manifests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan counts with what the overlays really give. */
class CapacityOverlaysIT {
    static List<Overlay> overlays() {
        return Town.ALL.stream().map(Town::overlay).toList();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void overlayIsAsThePlanHasIt(Overlay plan) {
        List<JsonNode> objects = Manifests.overlay(plan.name());
        JsonNode autoscaler = one(objects, "HorizontalPodAutoscaler", "gateway");
        JsonNode gateway = one(objects, "Deployment", "gateway");
        JsonNode limits = gateway.at("/spec/template/spec/containers/0/resources/limits");
        JsonNode brokers = one(objects, "KafkaNodePool", "brokers");
        List<JsonNode> jobs = Manifests.ofKind(objects, "FlinkDeployment");

        assertThat(autoscaler.at("/spec/maxReplicas").asInt()).isEqualTo(plan.gateways());
        assertThat(limits.path("cpu").asInt()).isEqualTo(plan.gatewayCores());
        assertThat(gib(limits.path("memory"))).isEqualTo(plan.gatewayGib());
        assertThat(brokers.at("/spec/replicas").asInt()).isEqualTo(plan.brokers());
        assertThat(gib(brokers.at("/spec/resources/limits/memory"))).isEqualTo(plan.brokerGib());
        assertThat(gib(brokers.at("/spec/storage/volumes/0/size"))).isEqualTo(plan.brokerDiskGib());
        assertThat(parallelism(objects)).isEqualTo(plan.parallelism());
        int sum = 0;
        for (JsonNode job : jobs) {
            sum += taskManagers(job, plan) + gib(job.at("/spec/jobManager/resource/memory"));
        }
        assertThat(sum).isEqualTo(plan.jobsGib());
        assertThat(taskManagers(one(jobs, "FlinkDeployment", "slope"), plan))
                .isEqualTo(plan.slopeGib());
        assertThat(taskManagers(one(jobs, "FlinkDeployment", "ebike"), plan))
                .isEqualTo(plan.ebikeGib());
        JsonNode tickets = one(jobs, "FlinkDeployment", "tickets");
        assertThat(
                        tickets.at("/spec/taskManager/resource/cpu").asInt()
                                * taskManagersOf(tickets, plan))
                .isEqualTo(plan.jobCores());
    }

    private static int taskManagers(JsonNode job, Overlay plan) {
        return taskManagersOf(job, plan) * gib(job.at("/spec/taskManager/resource/memory"));
    }

    private static int taskManagersOf(JsonNode job, Overlay plan) {
        JsonNode slots = job.at("/spec/flinkConfiguration").path("taskmanager.numberOfTaskSlots");
        return (plan.parallelism() + slots.asInt() - 1) / slots.asInt();
    }

    private static int parallelism(List<JsonNode> objects) {
        return one(objects, "ConfigMap", "citywall-parts")
                .at("/data/CITYWALL_STREAM_PARALLELISM")
                .asInt();
    }

    private static JsonNode one(List<JsonNode> objects, String kind, String name) {
        return Manifests.ofKind(objects, kind).stream()
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Of {@code 2048m}, as Flink's operator has it, {@code 2Gi} or {@code 1Ti}. */
    private static int gib(JsonNode size) {
        String text = size.asText();
        int number = Integer.parseInt(text.replaceAll("\\D", ""));
        return text.endsWith("Ti") ? number * 1024 : text.endsWith("Gi") ? number : number / 1024;
    }
}
