package org.citywall.stream.ebike;

import org.citywall.contracts.alert.Level;
import org.citywall.contracts.ebike.PortView;
import org.citywall.contracts.ebike.StopReason;

/**
 * Why the charger ended a session may itself be a danger. What it saw is believed for half an hour,
 * whatever is measured then: a port that has been cut off draws nothing and cools, and the battery
 * that was the reason still stands there. The time counts as the gateway received it.
 */
final class Stops {
    /** Half an hour, ms. */
    static final long HOLD = Minutes.LENGTH * Minutes.MINUTE;

    private Stops() {}

    static void judge(EbikeDraft draft, StopReason reason) {
        PortMemory port = draft.port;
        long received = draft.reading.receivedAt().toEpochMilli();
        switch (reason) {
            case SMOKE -> {
                port.smokeStopAt = received;
                raise(draft, EbikeKind.SMOKE, Level.RED, "充电桩因烟雾停止充电" + SmokeRules.ROW);
            }
            case OVER_TEMPERATURE -> {
                port.hotStopAt = received;
                raise(draft, EbikeKind.PORT_HOT, Level.ORANGE, "充电桩因温度过高停止充电");
            }
            case OVER_POWER -> {
                port.overStopAt = received;
                raise(draft, EbikeKind.OVER_POWER, Level.YELLOW, "充电桩因功率过大停止充电");
            }
            default -> {}
        }
    }

    private static void raise(EbikeDraft draft, EbikeKind rule, int level, String words) {
        if (draft.port.level(rule) > level) {
            Verdicts.ofPort(draft, draft.port, rule, level, words);
        }
    }

    /** The gravest level below which the rule may not fall yet; {@code NO_LEVEL}: it may. */
    static int heldLevel(EbikeDraft draft, EbikeKind rule) {
        long since = rule == EbikeKind.PORT_HOT ? draft.port.hotStopAt : draft.port.overStopAt;
        if (since == 0 || isOver(draft, since)) {
            return PortView.NO_LEVEL;
        }
        return rule == EbikeKind.PORT_HOT ? Level.ORANGE : Level.YELLOW;
    }

    private static boolean isOver(EbikeDraft draft, long since) {
        return draft.reading.receivedAt().toEpochMilli() - since >= HOLD;
    }

    /** Ends what was believed, as far as no measurement says the same. */
    static void lapse(EbikeDraft draft) {
        PortMemory port = draft.port;
        if (port.smokeStopAt != 0 && !draft.station.smoke && isOver(draft, port.smokeStopAt)) {
            port.smokeStopAt = 0;
            end(draft, EbikeKind.SMOKE, PortView.NO_LEVEL);
        }
        if (port.hotStopAt != 0 && isOver(draft, port.hotStopAt)) {
            port.hotStopAt = 0;
            end(draft, EbikeKind.PORT_HOT, HeatRules.heldLevel(draft));
        }
        if (port.overStopAt != 0 && isOver(draft, port.overStopAt)) {
            port.overStopAt = 0;
            end(draft, EbikeKind.OVER_POWER, PowerRules.heldLevel(draft));
        }
    }

    private static void end(EbikeDraft draft, EbikeKind rule, int measured) {
        int level = draft.port.level(rule);
        if (level != PortView.NO_LEVEL && measured > level) {
            Verdicts.ofPort(
                    draft,
                    draft.port,
                    rule,
                    measured,
                    "停止充电后已 %s".formatted(EbikeWords.duration(HOLD)));
        }
    }
}
