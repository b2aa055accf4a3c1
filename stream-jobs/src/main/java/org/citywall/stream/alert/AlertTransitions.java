package org.citywall.stream.alert;

import static org.citywall.contracts.alert.AlertAction.ACCEPT;
import static org.citywall.contracts.alert.AlertAction.ACKNOWLEDGE;
import static org.citywall.contracts.alert.AlertAction.ANSWER;
import static org.citywall.contracts.alert.AlertAction.ARRIVE;
import static org.citywall.contracts.alert.AlertAction.CLOSE;
import static org.citywall.contracts.alert.AlertAction.COMMENT;
import static org.citywall.contracts.alert.AlertAction.DECLINE;
import static org.citywall.contracts.alert.AlertAction.DISPATCH;
import static org.citywall.contracts.alert.AlertAction.DRILL;
import static org.citywall.contracts.alert.AlertAction.EVACUATION;
import static org.citywall.contracts.alert.AlertAction.FALSE_ALARM;
import static org.citywall.contracts.alert.AlertAction.ORDER;
import static org.citywall.contracts.alert.AlertAction.REOPEN;
import static org.citywall.contracts.alert.AlertAction.REPLY;
import static org.citywall.contracts.alert.AlertAction.REPORT_119;
import static org.citywall.contracts.alert.AlertAction.RESOLVE;
import static org.citywall.contracts.alert.AlertAction.SHELVE;
import static org.citywall.contracts.alert.AlertAction.UNSHELVE;
import static org.citywall.contracts.alert.AlertAction.VERIFY;
import static org.citywall.contracts.alert.Response.ACKNOWLEDGED;
import static org.citywall.contracts.alert.Response.CLOSED;
import static org.citywall.contracts.alert.Response.DISPATCHED;
import static org.citywall.contracts.alert.Response.ON_SITE;
import static org.citywall.contracts.alert.Response.RESOLVED;
import static org.citywall.contracts.alert.Response.UNACKNOWLEDGED;
import static org.citywall.contracts.alert.Response.VERIFYING;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.citywall.contracts.access.Role;
import org.citywall.contracts.alert.AlertAction;
import org.citywall.contracts.alert.Response;

/**
 * What people may do when: every legal pair of response and action stands here once, and what does
 * not stand here is refused. The condition (active, cleared) has no say in it; what else a command
 * needs (a reason, a recipient) is in {@link Commands}.
 *
 * <pre>
 *                 acknowledge               verify
 * UNACKNOWLEDGED ─────────────► ACKNOWLEDGED ─────► VERIFYING
 *    │ │ │ verify                 │     ▲ decline      │
 *    │ │ └──────────► VERIFYING   │dispatch            │dispatch
 *    │ │ dispatch                 ▼     │              ▼
 *    │ └──────────────────────► DISPATCHED ◄───────────┘      accept, dispatch: stays DISPATCHED
 *    │                            │ arrive (also from ACKNOWLEDGED, VERIFYING)
 *    │                            ▼
 *    │                          ON_SITE                       dispatch: stays ON_SITE
 *    │ false-alarm, drill         │ resolve, false-alarm, drill
 *    ▼ (from any that is open)    ▼ (resolve: from any but UNACKNOWLEDGED)
 *  RESOLVED ◄─────────────────────┘   false-alarm, drill: stays RESOLVED
 *    │  ▲ reopen → ACKNOWLEDGED
 *    ▼ close (from any but UNACKNOWLEDGED)
 *  CLOSED ── reopen → ACKNOWLEDGED      ── forgotten after 24 h
 *
 *  anywhere: comment, reply. While not closed: report-119, evacuation, order. While not resolved: shelve,
 *  unshelve, answer.
 *  VERIFYING, DISPATCHED, ON_SITE: verify with its result stays.
 * </pre>
 *
 * <p>Three moves are nobody's action: maintenance whose condition has been clear for 10 minutes, or
 * what a group rule says, closes itself from anywhere ({@link Timers}); a RESOLVED alert that is
 * raised anew becomes UNACKNOWLEDGED ({@link Detections}), and so does a CLOSED one if a group rule
 * says that it opens again ({@link Grouping}).
 */
public final class AlertTransitions {
    private static final Map<AlertAction, Map<Response, Response>> TABLE =
            new EnumMap<>(AlertAction.class);

    static {
        allow(ACKNOWLEDGE, ACKNOWLEDGED, UNACKNOWLEDGED);
        allow(VERIFY, VERIFYING, UNACKNOWLEDGED, ACKNOWLEDGED, VERIFYING);
        stay(VERIFY, DISPATCHED, ON_SITE);
        allow(DISPATCH, DISPATCHED, UNACKNOWLEDGED, ACKNOWLEDGED, VERIFYING, DISPATCHED);
        allow(DISPATCH, ON_SITE, ON_SITE);
        allow(ACCEPT, DISPATCHED, DISPATCHED);
        allow(DECLINE, ACKNOWLEDGED, DISPATCHED);
        allow(ARRIVE, ON_SITE, ACKNOWLEDGED, VERIFYING, DISPATCHED);
        allow(RESOLVE, RESOLVED, ACKNOWLEDGED, VERIFYING, DISPATCHED, ON_SITE);
        for (AlertAction verdict : new AlertAction[] {FALSE_ALARM, DRILL}) {
            allow(verdict, RESOLVED, UNACKNOWLEDGED, ACKNOWLEDGED, VERIFYING);
            allow(verdict, RESOLVED, DISPATCHED, ON_SITE, RESOLVED);
        }
        allow(CLOSE, CLOSED, ACKNOWLEDGED, VERIFYING, DISPATCHED, ON_SITE, RESOLVED);
        allow(REOPEN, ACKNOWLEDGED, RESOLVED, CLOSED);
        stay(SHELVE, UNACKNOWLEDGED, ACKNOWLEDGED, VERIFYING, DISPATCHED, ON_SITE);
        stay(UNSHELVE, UNACKNOWLEDGED, ACKNOWLEDGED, VERIFYING, DISPATCHED, ON_SITE);
        stay(REPORT_119, UNACKNOWLEDGED, ACKNOWLEDGED, VERIFYING, DISPATCHED, ON_SITE, RESOLVED);
        stay(ANSWER, UNACKNOWLEDGED, ACKNOWLEDGED, VERIFYING, DISPATCHED, ON_SITE);
        stay(EVACUATION, UNACKNOWLEDGED, ACKNOWLEDGED, VERIFYING, DISPATCHED, ON_SITE, RESOLVED);
        stay(ORDER, UNACKNOWLEDGED, ACKNOWLEDGED, VERIFYING, DISPATCHED, ON_SITE, RESOLVED);
        stay(REPLY, Response.values());
        stay(COMMENT, Response.values());
    }

    private AlertTransitions() {}

    /** The response after the action; empty if it is refused. */
    public static Optional<Response> next(Response from, AlertAction action) {
        return Optional.ofNullable(TABLE.get(action).get(from));
    }

    /**
     * The least role for an action. Hiding an alert from the wall is the shift leader's to answer
     * for; showing it again is anybody's on duty.
     */
    public static Role requiredRole(AlertAction action) {
        return action == SHELVE ? Role.SHIFT_LEAD : Role.OFFICER;
    }

    private static void allow(AlertAction action, Response to, Response... from) {
        Map<Response, Response> row =
                TABLE.computeIfAbsent(action, a -> new EnumMap<>(Response.class));
        for (Response response : from) {
            row.put(response, to);
        }
    }

    private static void stay(AlertAction action, Response... in) {
        for (Response response : in) {
            allow(action, response, response);
        }
    }
}
