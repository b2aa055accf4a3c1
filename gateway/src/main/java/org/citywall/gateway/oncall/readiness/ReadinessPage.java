package org.citywall.gateway.oncall.readiness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Level;
import org.citywall.gateway.notify.Told;
import org.citywall.gateway.oncall.ComingOn;

/** What is said of a test before a shift. */
final class ReadinessPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(Told.CITY);

    private ReadinessPage() {}

    static String idOf(String check) {
        return "readiness/" + check;
    }

    /** The test itself: it says that it is none that is meant. */
    static ObjectNode test(
            String check, String page, ComingOn on, Instant now, Instant deadline, String links) {
        ObjectNode data = of(check, page, on, now, links);
        data.put("title", "接班测试：%s %s 接班".formatted(on.post(), TIME.format(on.begins())));
        data.put("reason", "请在 %s 前到值班页面应答".formatted(TIME.format(deadline)));
        return data.put("step", Told.READINESS).put("to", on.label()).put("drill", true);
    }

    /** To the chain: who comes on does not answer. */
    static ObjectNode unanswered(
            String check, ComingOn on, String reason, Instant now, String links) {
        ObjectNode data = of(check, idOf(check) + "/told", on, now, links);
        data.put(
                "title",
                "%s 将于 %s 接班 %s，测试未应答".formatted(on.label(), TIME.format(on.begins()), on.post()));
        data.put("reason", reason + "，请联系本人或调班");
        return data.put("step", Told.NOT_READY).put("to", on.post()).put("drill", false);
    }

    private static ObjectNode of(
            String check, String page, ComingOn on, Instant now, String links) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("pageId", page).put("readiness", check).put("level", Level.YELLOW);
        data.put("test", true).put("at", Json.time(now)).put("domain", "system");
        data.put("placeName", on.place()).put("verified", false);
        return data.put("link", links + "/desk");
    }
}
