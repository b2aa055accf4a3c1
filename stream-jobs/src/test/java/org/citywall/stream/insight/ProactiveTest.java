package org.citywall.stream.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.ticket.TicketEvent;
import org.citywall.contracts.ticket.TicketEventKind;
import org.citywall.contracts.ticket.TicketFlag;
import org.junit.jupiter.api.Test;

/** Alarms and faults that become tickets before anybody calls. */
class ProactiveTest {
    private static final Path SAMPLE =
            Path.of("..", "contracts", "src", "test", "resources", "golden", "alert.json");
    private static final InsightPolicy POLICY = InsightPolicy.defaults();

    private static Alert alert(Consumer<ObjectNode> change) throws Exception {
        ObjectNode tree = (ObjectNode) Json.mapper().readTree(SAMPLE.toFile());
        tree.put("condition", "active");
        tree.put("response", "unacknowledged");
        tree.put("class", "alarm");
        tree.put("level", 1);
        tree.remove("disposition");
        tree.putArray("tags");
        change.accept(tree);
        return Json.mapper().treeToValue(tree, Alert.class);
    }

    @Test
    void anAlarmThatIsStillActiveAfterHalfAnHourIsDue() throws Exception {
        Alert alert = alert(tree -> {});

        assertThat(Proactive.dueAt(alert, POLICY))
                .isEqualTo(alert.raisedAt().plus(Duration.ofMinutes(30)));
    }

    @Test
    void aFaultIsDueAfterADay() throws Exception {
        Alert alert = alert(tree -> tree.put("class", "maintenance").put("level", 4));

        assertThat(Proactive.dueAt(alert, POLICY))
                .isEqualTo(alert.raisedAt().plus(Duration.ofHours(24)));
    }

    @Test
    void whatIsOverOrNoMatterOrLowIsNeverDue() throws Exception {
        assertThat(Proactive.dueAt(alert(t -> t.put("condition", "cleared")), POLICY)).isNull();
        assertThat(Proactive.dueAt(alert(t -> t.put("response", "closed")), POLICY)).isNull();
        assertThat(Proactive.dueAt(alert(t -> t.put("level", 3)), POLICY)).isNull();
        assertThat(Proactive.dueAt(alert(t -> t.put("domain", "ticket")), POLICY)).isNull();
        assertThat(Proactive.dueAt(alert(t -> t.put("domain", "system")), POLICY)).isNull();
        assertThat(Proactive.dueAt(alert(t -> t.put("disposition", "false-alarm")), POLICY))
                .isNull();
        assertThat(Proactive.dueAt(alert(t -> t.putArray("tags").add("replay")), POLICY)).isNull();
        assertThat(Proactive.dueAt(alert(t -> t.putArray("tags").add("drill")), POLICY)).isNull();
    }

    @Test
    void theTicketSaysWhereAndWhyAndIsTheSameEachTime() throws Exception {
        Alert alert = alert(tree -> {});
        Instant now = alert.raisedAt().plus(Duration.ofMinutes(30));

        List<TicketEvent> events = Proactive.ticket(alert, now);

        assertThat(events).isEqualTo(Proactive.ticket(alert, now));
        assertThat(events)
                .extracting(TicketEvent::kind)
                .containsExactly(TicketEventKind.CREATED, TicketEventKind.FLAGGED);
        TicketEvent created = events.get(0);
        assertThat(created.ref().system()).isEqualTo(TicketEvent.SENSORS);
        assertThat(created.content().title()).isEqualTo(alert.title());
        assertThat(created.spot().place()).isEqualTo(alert.place());
        assertThat(created.reason()).isEqualTo("告警 30 分钟未解除，主动派单");
        assertThat(events.get(1).flag()).isEqualTo(TicketFlag.PROACTIVE);
        assertThat(events).extracting(TicketEvent::id).doesNotHaveDuplicates();
    }
}
