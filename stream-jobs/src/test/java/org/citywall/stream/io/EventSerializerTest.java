package org.citywall.stream.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.citywall.contracts.Ids;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.names.KafkaHeaders;
import org.citywall.contracts.names.Topics;
import org.citywall.stream.alert.AlertGroup;
import org.citywall.stream.alert.AlertGroupState;
import org.citywall.stream.alert.AlertRule;
import org.citywall.stream.alert.rules.RuleVersions;
import org.junit.jupiter.api.Test;

class EventSerializerTest {
    private static final AlertInput PRESS = AlertInput.of(AlertGroup.press("d1", "P1"));

    @Test
    void everyRecordCarriesTheHeadersOfCloudEvents() {
        ProducerRecord<byte[], byte[]> record =
                new EventSerializer<>(EventFormats.alertInputs()).serialize(PRESS, null, null);

        assertThat(record.topic()).isEqualTo(Topics.ALERT_INPUTS);
        assertThat(new String(record.key(), UTF_8)).isEqualTo(PRESS.groupHash());
        assertThat(record.partition()).isNull();
        assertThat(header(record, KafkaHeaders.SPEC_VERSION)).isEqualTo("1.0");
        assertThat(header(record, KafkaHeaders.ID)).isEqualTo("d1");
        assertThat(header(record, KafkaHeaders.TYPE)).isEqualTo("citywall.detection.v1");
        assertThat(header(record, KafkaHeaders.SOURCE)).isEqualTo("citywall/jobs/fire");
        assertThat(header(record, KafkaHeaders.TIME)).isEqualTo("2026-03-01T00:00:00.000Z");
        assertThat(header(record, KafkaHeaders.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(Json.read(record.value(), AlertInput.class)).isEqualTo(PRESS);
    }

    @Test
    void aFactOfAStageGoesBackIntoTheLogOfInputs() {
        AlertFact fact =
                new AlertFact(
                        "f1",
                        AlertFact.Kind.INHIBITED,
                        Ids.alertId(PRESS.groupHash(), "d1"),
                        Ids.alertId(PRESS.groupHash(), "d0"),
                        "power",
                        "断电引起",
                        null,
                        AlertGroup.START);

        ProducerRecord<byte[], byte[]> record =
                new EventSerializer<>(EventFormats.alertInputs())
                        .serialize(AlertInput.of(fact), null, null);

        assertThat(header(record, KafkaHeaders.ID)).isEqualTo("f1");
        assertThat(header(record, KafkaHeaders.TYPE)).isEqualTo("citywall.alert.fact.v1");
        assertThat(header(record, KafkaHeaders.TIME)).isEqualTo("2026-03-01T00:00:00.000Z");
        assertThat(Json.read(record.value(), AlertInput.class).fact()).isEqualTo(fact);
    }

    @Test
    void theCompactedLogHoldsTheAlertUntilItIsForgotten() {
        AlertChange change = opened();
        EventSerializer<AlertChange> alerts = new EventSerializer<>(EventFormats.alerts());

        ProducerRecord<byte[], byte[]> record = alerts.serialize(change, null, null);
        assertThat(Json.read(record.value(), Alert.class)).isEqualTo(change.alert());
        assertThat(new String(record.key(), UTF_8)).isEqualTo(change.alert().id());

        AlertChange last = new AlertChange(change.alert(), change.entry(), true);
        assertThat(alerts.serialize(last, null, null).value()).isNull();
    }

    @Test
    void theViewHoldsTheAlertUntilItIsClosed() {
        AlertChange change = opened();

        LiveWrite shown = LiveWrites.of(change);
        assertThat(Json.read(shown.item(), Alert.class)).isEqualTo(change.alert());
        assertThat(shown.rev()).isEqualTo(change.alert().rev());
        assertThat(shown.forget()).isFalse();

        LiveWrite forgotten = LiveWrites.of(new AlertChange(change.alert(), change.entry(), true));
        assertThat(forgotten.item()).isEmpty();
        assertThat(forgotten.forget()).isTrue();
    }

    private static AlertChange opened() {
        return AlertRule.apply(
                        AlertGroupState.EMPTY,
                        PRESS,
                        AlertGroup.START,
                        AlertGroup.POLICY,
                        RuleVersions.SHIPPED,
                        3)
                .changes()
                .get(0);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
