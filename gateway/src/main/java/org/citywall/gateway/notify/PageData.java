package org.citywall.gateway.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertTag;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.VerifyResult;

/** What a message says of an alert. */
public final class PageData {
    private PageData() {}

    /** Whether pages of it go to people: a recording pages nobody. */
    public static boolean mayPage(Alert alert) {
        return !alert.tags().contains(AlertTag.REPLAY.wireName());
    }

    /**
     * The data of a message.
     *
     * @param links what stands before the path of a link
     */
    public static ObjectNode of(Alert alert, Page page, String links) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("pageId", page.id()).put("alertId", page.alertId()).put("title", alert.title());
        data.put("level", page.level()).put("step", step(page)).put("to", page.to());
        data.put("reason", page.reason()).put("at", Json.time(page.at()));
        data.put("since", Json.time(alert.raisedAt()));
        data.put("drill", alert.tags().contains(AlertTag.DRILL.wireName()));
        data.put("verified", isConfirmed(alert));
        data.put("domain", Json.mapper().convertValue(alert.domain(), String.class));
        if (alert.place() != null) {
            data.put("place", alert.place());
        }
        if (alert.placeName() != null) {
            data.put("placeName", alert.placeName());
        }
        if (alert.site() != null) {
            data.put("site", alert.site().name());
        }
        return data.put("link", links + "/m?alert=" + URLEncoder.encode(page.alertId(), UTF_8));
    }

    private static boolean isConfirmed(Alert alert) {
        return alert.verification() != null
                && alert.verification().result() == VerifyResult.CONFIRMED;
    }

    /** Word of the step. */
    public static String step(Page page) {
        return Json.mapper().convertValue(page.step(), String.class);
    }
}
