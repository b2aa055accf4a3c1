package org.citywall.launcher.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Json;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Escalation;
import org.citywall.contracts.alert.Page;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.TimelineEntry;
import org.citywall.contracts.names.EventTypes;
import org.citywall.contracts.names.Topics;
import org.citywall.contracts.place.SiteRef;

/** Writes into the log what the alerts job says of a new alert: that somebody must be told. */
final class PageFeed implements AutoCloseable {
    private static final String SOURCE = "citywall/bench";
    private static final SiteRef SITE = new SiteRef("B-1", "一号楼", 114.05, 22.53);

    private final LogFeed feed;

    PageFeed(String bootstrap) {
        feed = new LogFeed(bootstrap, Topics.ALERT_CHANGES);
    }

    /** Says that these must be told of a new alert; on its way when this returns. */
    void tell(String alertId, int level, Instant at, List<String> contacts) {
        List<Page> pages =
                contacts.stream()
                        .map(
                                to ->
                                        new Page(
                                                pageId(alertId, to),
                                                alertId,
                                                to,
                                                Page.Step.RAISED,
                                                level,
                                                false,
                                                "bench",
                                                at))
                        .toList();
        Alert alert = alert(alertId, level, at);
        TimelineEntry entry =
                new TimelineEntry(
                        at,
                        at,
                        "rule",
                        "raised",
                        level,
                        Condition.ACTIVE,
                        Response.UNACKNOWLEDGED,
                        "bench",
                        alert.rev());
        feed.send(
                EventTypes.ALERT_CHANGE,
                SOURCE,
                alertId,
                at.toEpochMilli(),
                alertId,
                Json.bytes(new AlertChange(alert, entry, false, pages)));
    }

    /** Id of the page of an alert to somebody. */
    static String pageId(String alertId, String to) {
        return alertId + "/" + to;
    }

    private static Alert alert(String id, int level, Instant at) {
        return new Alert(
                id,
                1,
                "bench/" + id,
                AlertClass.ALARM,
                AlertDomain.FIRE,
                "press",
                level,
                Condition.ACTIVE,
                Response.UNACKNOWLEDGED,
                null,
                id,
                "bench",
                Map.of(),
                SITE,
                "yunwan/shapu/c01",
                "云湾",
                List.of(),
                1,
                at,
                at,
                at,
                at,
                null,
                List.of(),
                new Escalation(0, List.of()),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Returns when Kafka has all of it. */
    void flush() {
        feed.flush();
    }

    @Override
    public void close() {
        feed.close();
    }
}
