package org.citywall.launcher.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The check of the manifests refuses what it must: else the green of the others means nothing. */
class SchemasTest {
    @Test
    void fieldOfKubernetesThatDoesNotExistIsRefused() {
        JsonNode service =
                only(
                        """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: x}
                        spec:
                          externalTraficPolicy: Local
                        """);

        assertThat(Schemas.errors(service)).singleElement().asString().contains("externalTrafic");
    }

    @Test
    void fieldDeepInAPodIsRefused() {
        JsonNode deployment =
                only(
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: x}
                        spec:
                          template:
                            spec:
                              containers:
                                - name: x
                                  securityContext: {readOnlyRootFileSystem: true}
                        """);

        assertThat(Schemas.errors(deployment)).isNotEmpty();
    }

    @Test
    void valueOfTheWrongTypeIsRefused() {
        JsonNode budget =
                only(
                        """
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: x}
                        spec: {selector: [a]}
                        """);

        assertThat(Schemas.errors(budget)).isNotEmpty();
    }

    @Test
    void fieldsOfOperatorsThatDoNotExistAreRefused() {
        JsonNode topic =
                only(
                        """
                        apiVersion: kafka.strimzi.io/v1
                        kind: KafkaTopic
                        metadata: {name: x}
                        spec: {partition: 4}
                        """);
        JsonNode job =
                only(
                        """
                        apiVersion: flink.apache.org/v1beta1
                        kind: FlinkDeployment
                        metadata: {name: x}
                        spec: {job: {upgradeMode: careful}, flinkVersions: v2_2}
                        """);
        JsonNode monitor =
                only(
                        """
                        apiVersion: monitoring.coreos.com/v1
                        kind: ServiceMonitor
                        metadata: {name: x}
                        spec: {endpoints: [{ports: ops}]}
                        """);

        assertThat(Schemas.errors(topic)).isNotEmpty();
        assertThat(Schemas.errors(job)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(Schemas.errors(monitor)).isNotEmpty();
    }

    @Test
    void kindThatNobodyKnowsIsRefused() {
        JsonNode other = only("apiVersion: v1\nkind: Pood\nmetadata: {name: x}\n");

        assertThat(Schemas.errors(other)).isNotEmpty();
    }

    private static JsonNode only(String text) {
        return Manifests.objects(text).get(0);
    }
}
