package org.citywall.contracts.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.citywall.contracts.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketRulesReaderTest {
    @Test
    void whatIsShippedIsRight() {
        TicketRules rules = TicketRulesReader.shipped();

        assertThat(rules.version()).isEqualTo(1);
        assertThat(rules.defaultClass()).isEqualTo("longhua");
        assertThat(rules.classes())
                .extracting(TicketClass::id)
                .contains("longhua", "youyilu-major", "minsu-urgent", "cg-01-02");
        assertThat(rules.calendar().years())
                .extracting(WorkYear::year, y -> y.holidays().size(), y -> y.workdays().size())
                .containsExactly(tuple(2025, 18, 5), tuple(2026, 19, 6));
        assertThat(TicketRulesReader.read(Json.bytes(rules))).isEqualTo(rules);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\":1|\"version\":0|version must",
                "\"defaultClass\":\"longhua\"|\"defaultClass\":\"gone\"|defaultClass names no class",
                "\"amount\":30,|\"amount\":0,|classes[0].milestones[0].amount must",
                "\"amount\":30,|\"amount\":\"x\",|classes[0].milestones[0].amount cannot",
                "\"by\":[\"signed\",\"progress\",\"reported\",\"done\"]|\"by\":[]|classes[0].milestones[0].by is missing",
                "\"alertLevel\":4|\"alertLevel\":5|classes[0].milestones[0].alertLevel must",
                "\"id\":\"minsu-urgent\"|\"id\":\"longhua\"|classes[4].id is there twice",
                "Asia/Shanghai|Asia/Atlantis|calendar.zone is no time zone",
                "\"14:00\"|\"11:00\"|calendar.hours[1].from lies before",
                "\"18:00\"|\"13:00\"|calendar.hours[1].to must be after",
                "2025-01-01|2025-01-04|calendar.years[0].holidays[0] is a day of a weekend",
                "2025-01-26|2025-01-27|calendar.years[0].workdays[0] is no day of a weekend",
                "2026-09-25|2025-09-25|calendar.years[1].holidays[13] lies in another year",
                "2026-09-25|2026-9-25|calendar.years[1].holidays[13] is no date"
            })
    void whatIsWrongIsNamedByItsPath(String right, String wrong, String message) {
        String json = Json.string(TicketRulesReader.shipped());
        assertThat(json).contains(right);
        int at = json.indexOf(right);
        String spoilt = json.substring(0, at) + wrong + json.substring(at + right.length());

        assertThatThrownBy(() -> TicketRulesReader.read(spoilt.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void whatIsNoJsonIsSaidToBe() {
        for (String text : List.of("{", "null", "")) {
            assertThatThrownBy(() -> TicketRulesReader.read(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("JSON");
        }
    }
}
