package org.citywall.stream.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.citywall.contracts.Json;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketRulesReader;
import org.citywall.stream.ticket.TicketCase;
import org.citywall.stream.ticket.TicketInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketInputReaderTest {
    private static final String EVENT =
            Json.string(
                    new TicketCase()
                            .at(0, TicketEventKind.CREATED)
                            .content(TicketCase.content("longhua"))
                            .until(10)
                            .event());

    private final TicketInputReader reader = new TicketInputReader();

    @Test
    void anEventIsKeyedByItsCase() {
        TicketInput input = read(EVENT, EventTypes.TICKET_EVENT);

        assertThat(input.key()).isEqualTo(TicketCase.ID);
        assertThat(Json.string(input.event())).isEqualTo(EVENT);
    }

    @Test
    void anEventWithoutDepartmentsNamesNobody() {
        TicketInput input = read(EVENT.replace("\"departments\":[],", ""), EventTypes.TICKET_EVENT);

        assertThat(input.event().departments()).isEmpty();
    }

    @Test
    void rulesAreChecked() {
        String rules = Json.string(TicketRulesReader.shipped());

        assertThat(read(rules, EventTypes.TICKET_RULES).rules().version()).isEqualTo(1);
        assertThatThrownBy(
                        () ->
                                read(
                                        rules.replace("\"version\":1", "\"version\":0"),
                                        EventTypes.TICKET_RULES))
                .hasMessageStartingWith("version");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\":\"e1\",||id",
                "\"system\":\"hotline-12345\",||ref",
                "\"kind\":\"created\",||kind",
                "\"departments\":[]|\"departments\":[null]|departments",
                "\"occurredAt\":\"2026-09-21T02:00|\"occurredAt\":\"9026-09-21T02:00|occurredAt",
                "\"receivedAt\":\"2026-09-21T02:00|\"receivedAt\":\"1926-09-21T02:00|receivedAt",
                "\"until\":\"2026-09-21T02:10|\"until\":\"9026-09-21T02:10|until"
            })
    void whatMeansNothingIsNamed(String right, String wrong, String field) {
        assertThat(EVENT).contains(right);
        String spoilt = EVENT.replace(right, wrong == null ? "" : wrong);

        assertThatThrownBy(() -> read(spoilt, EventTypes.TICKET_EVENT))
                .hasMessage("missing or wrong: " + field);
    }

    @Test
    void noWordOfTheEventStandsInTheError() {
        String spoilt = EVENT.replace("\"kind\":\"created\"", "\"kind\":\"李明 13812345678\"");

        assertThatThrownBy(() -> read(spoilt, EventTypes.TICKET_EVENT))
                .hasMessageContaining("kind")
                .hasMessageNotContaining("李明")
                .hasMessageNotContaining("138")
                .hasNoCause();
    }

    private TicketInput read(String json, String type) {
        return reader.read(
                new ConsumerRecord<>(Topics.TICKET_EVENTS, 0, 0, null, json.getBytes(UTF_8)), type);
    }
}
