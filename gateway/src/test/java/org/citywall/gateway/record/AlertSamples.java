package org.citywall.gateway.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.Revisions;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.AlertClass;
import org.citywall.contracts.alert.AlertDomain;
import org.citywall.contracts.alert.Condition;
import org.citywall.contracts.alert.Escalation;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.alert.TimelineEntry;
import org.citywall.contracts.place.SiteRef;

/** Alerts as tests of the record need them. */
public final class AlertSamples {
    static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

    private AlertSamples() {}

    /** The first change of an alert with this group key. */
    public static AlertChange of(String id, String groupKey, Response response) {
        return change(id, groupKey, 0, 1, 1, "raised", response);
    }

    /** The n-th change of an alert that was raised so many seconds after T0. */
    static AlertChange change(
            String id,
            int raisedAfterS,
            long incarnation,
            int n,
            String action,
            Response response) {
        return change(id, "fire/alarm/" + id, raisedAfterS, incarnation, n, action, response);
    }

    private static AlertChange change(
            String id,
            String groupKey,
            int raisedAfterS,
            long incarnation,
            int n,
            String action,
            Response response) {
        long rev = Revisions.next(incarnation, n - 1);
        Instant raisedAt = T0.plusSeconds(raisedAfterS);
        Alert alert =
                new Alert(
                        id,
                        rev,
                        groupKey,
                        AlertClass.ALARM,
                        AlertDomain.FIRE,
                        "press",
                        id.startsWith("o") ? 2 : 1,
                        response == Response.CLOSED ? Condition.CLEARED : Condition.ACTIVE,
                        response,
                        null,
                        "火警",
                        "按下",
                        Map.of(),
                        new SiteRef("B-1", "一号楼", 114, 22),
                        id.endsWith("x") ? "yunwan/x" : "yunwan/shapu/c01",
                        "云湾",
                        List.of(),
                        1,
                        raisedAt,
                        raisedAt,
                        raisedAt,
                        raisedAt.plusSeconds(n),
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
        TimelineEntry entry =
                new TimelineEntry(
                        alert.updatedAt(),
                        alert.updatedAt(),
                        "li",
                        action,
                        alert.level(),
                        alert.condition(),
                        response,
                        "r" + incarnation,
                        rev);
        return new AlertChange(alert, entry, false);
    }
}
