package org.citywall.stream.alert.across;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Ids;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.AlertFact;
import org.citywall.contracts.alert.AlertInput;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.FloodSummary;
import org.citywall.contracts.alert.FloodSummary.FirstOut;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.alertrule.FloodRule;
import org.citywall.stream.alert.Words;
import org.citywall.stream.alert.across.FloodHead.Flood;
import org.citywall.stream.alert.across.FloodHead.Recent;

/** What floods say. */
final class FloodWords {
    /** Kind of the parent. */
    static final String KIND = "flood";

    private FloodWords() {}

    static Recent recent(SeatAlert alert, long at) {
        return new Recent(
                new FirstOut(alert.id(), alert.title(), alert.level(), Floods.at(at)),
                alert.kind(),
                FloodMember.of(alert),
                false);
    }

    static String begun(FloodRule rule) {
        return "%s内新告警超过 %d 条，并入告警洪流".formatted(window(rule), rule.enterAbove());
    }

    static String calm(FloodRule rule) {
        return "%s内新告警少于 %d 条已满 %s，告警洪流结束"
                .formatted(
                        window(rule),
                        rule.leaveBelow(),
                        Words.span(Duration.ofSeconds(rule.leaveAfterS())));
    }

    static String left(SeatNews news) {
        return news.after() == null ? "不再属于该席位，退出告警洪流" : "升为红色，退出告警洪流";
    }

    /** The detection that raises the parent of a flood, or its end. */
    static AlertInput parent(
            FloodRule.Seat seat, FloodRule rule, Flood flood, boolean raised, String why, long at) {
        String id =
                Ids.of(
                        KIND,
                        seat.id(),
                        Long.toString(flood.since()),
                        Integer.toString(flood.raises()),
                        Boolean.toString(raised));
        return AlertInput.of(
                new Detection(
                        id,
                        SeatAlert.FLOODS + seat.id(),
                        AlertDomain.SYSTEM,
                        AlertClass.ALARM,
                        KIND,
                        levelOf(flood),
                        raised,
                        "seat/" + seat.id(),
                        null,
                        "告警洪流：" + seat.name(),
                        raised ? raisedBecause(rule, flood) : why,
                        Map.of(
                                "新告警",
                                flood.total() + " 条",
                                "进入",
                                "%s超过 %d 条".formatted(window(rule), rule.enterAbove())),
                        null,
                        seat.place().isEmpty() ? null : seat.place(),
                        seat.name(),
                        null,
                        Floods.at(at),
                        null,
                        false,
                        List.of()));
    }

    /**
     * While it goes on nobody is asked for its orange parts one by one, so somebody must answer for
     * them through the parent.
     */
    static int levelOf(Flood flood) {
        return flood.byLevel().getOrDefault(Level.ORANGE, 0) > 0 ? Level.ORANGE : Level.YELLOW;
    }

    static AlertInput counted(String seat, String parent, FloodSummary summary, long at) {
        return AlertInput.of(
                new AlertFact(
                        Ids.of(KIND, "counted", parent, Long.toString(at)),
                        AlertFact.Kind.FLOOD_COUNTED,
                        parent,
                        parent,
                        "flood/" + seat,
                        "共 %d 条新告警，%d 条未恢复".formatted(summary.total(), summary.active()),
                        summary,
                        Floods.at(at)));
    }

    private static String raisedBecause(FloodRule rule, Flood flood) {
        return "%s内新告警 %d 条，超过 %d 条；红色照常逐条告警，其余并入本告警并计数"
                .formatted(window(rule), flood.total(), rule.enterAbove());
    }

    private static String window(FloodRule rule) {
        return Words.span(Duration.ofSeconds(rule.windowS()));
    }
}
