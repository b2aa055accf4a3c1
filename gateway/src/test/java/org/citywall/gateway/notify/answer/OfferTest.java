package org.citywall.gateway.notify.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferTest {
    private static ObjectNode alert(String response) {
        return Json.mapper().createObjectNode().put("response", response);
    }

    @ParameterizedTest
    @CsvSource({
        "dispatched,dispatched,ACCEPT DECLINE",
        "dispatched,acknowledged,",
        "dispatched,on-site,",
        "raised,unacknowledged,ACKNOWLEDGE CANNOT",
        "escalated,unacknowledged,ACKNOWLEDGE CANNOT",
        "risen,on-site,NOTED CANNOT",
        "overdue,dispatched,NOTED CANNOT",
        "order,resolved,",
        "raised,closed,",
        "called,unacknowledged,",
        "recovered,unacknowledged,"
    })
    void whatMayBeAnsweredFollowsFromThePageAndTheAlert(String step, String now, String offers) {
        List<String> expected = offers == null ? List.of() : List.of(offers.split(" ", -1));
        assertThat(Offer.to(step, alert(now))).extracting(Enum::name).isEqualTo(expected);
    }

    @Test
    void aCallIsAnsweredWhileItsClockRuns() {
        ObjectNode alert = alert("unacknowledged");
        alert.putObject("answering").put("person", "li");
        assertThat(Offer.to("called", alert)).isEmpty();
        alert.putArray("timers").addObject().put("name", "answer");
        assertThat(Offer.to("called", alert)).containsExactly(Offer.ANSWER, Offer.CANNOT);
    }

    @Test
    void everyStepOfPagesIsThoughtOf() {
        for (Page.Step step : Page.Step.values()) {
            String word = Json.mapper().convertValue(step, String.class);
            ObjectNode alert = alert(word.equals("dispatched") ? word : "unacknowledged");
            alert.putObject("answering");
            alert.putArray("timers").addObject().put("name", "answer");
            assertThat(Offer.to(word, alert).isEmpty()).isEqualTo(step == Page.Step.RECOVERED);
        }
    }

    @Test
    void theTimelineSaysThatItCameOverALinkAndWhy() {
        assertThat(Stream.of(Offer.values()).map(offer -> offer.said("不在附近")))
                .allMatch(said -> said.startsWith("经通知链接"));
        assertThat(Offer.DECLINE.said("不在附近")).isEqualTo("经通知链接无法前往：不在附近");
        assertThat(Offer.ACCEPT.said("")).isEqualTo("经通知链接接受");
        assertThat(Offer.CANNOT.action()).isEqualTo(AlertAction.COMMENT);
    }
}
