package org.citywall.launcher.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an object becomes a pod.
 *
 * @param of the object it belongs to
 * @param spec its pod
 * @param runsForEver whether it is a server, not a job that ends
 */
record Pods(String of, JsonNode spec, boolean runsForEver) {

    static List<Pods> in(List<JsonNode> objects) {
        List<Pods> pods = new ArrayList<>();
        for (JsonNode object : objects) {
            String path =
                    switch (object.path("kind").asText()) {
                        case "Deployment", "StatefulSet" -> "/spec/template/spec";
                        case "CronJob" -> "/spec/jobTemplate/spec/template/spec";
                        case "FlinkDeployment" -> "/spec/podTemplate/spec";
                        default -> null;
                    };
            if (path != null) {
                boolean isServer = !object.path("kind").asText().equals("CronJob");
                pods.add(new Pods(Manifests.name(object), object.at(path), isServer));
            }
        }
        return pods;
    }

    List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        spec.path("containers").forEach(containers::add);
        spec.path("initContainers").forEach(containers::add);
        return containers;
    }
}
