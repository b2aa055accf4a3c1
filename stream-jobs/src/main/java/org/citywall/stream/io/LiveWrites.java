package org.citywall.stream.io;

import org.citywall.contracts.Json;
import org.citywall.contracts.alert.AlarmLoad;
import org.citywall.contracts.alert.Alert;
import org.citywall.contracts.alert.AlertChange;
import org.citywall.contracts.alert.Response;
import org.citywall.contracts.device.DeviceStatus;
import org.citywall.contracts.ebike.ChargerPage;
import org.citywall.contracts.ebike.ChargerSite;
import org.citywall.contracts.names.RedisKeys;
import org.citywall.contracts.slope.SlopeView;
import org.citywall.contracts.ticket.HotSpot;
import org.citywall.contracts.ticket.TicketBoard;
import org.citywall.stream.alert.across.LoadChange;

/** What a record means to the live view. */
public final class LiveWrites {
    private LiveWrites() {}

    /** An alert is on the wall until it is closed; its revision is kept until it is forgotten. */
    public static LiveWrite of(AlertChange change) {
        Alert alert = change.alert();
        boolean gone = change.forgotten() || alert.response() == Response.CLOSED;
        return new LiveWrite(
                RedisKeys.ALERTS,
                alert.id(),
                alert.rev(),
                gone ? "" : Json.string(alert),
                change.forgotten());
    }

    /** What a slope's page shows. */
    public static LiveWrite of(SlopeView view) {
        return new LiveWrite(RedisKeys.SLOPES, view.id(), view.rev(), Json.string(view), false);
    }

    /** The newest status of a device. */
    public static LiveWrite of(DeviceStatus status) {
        return new LiveWrite(
                RedisKeys.DEVICES, status.id(), status.rev(), Json.string(status), false);
    }

    /** The line of a charging site on the wall, until the last of its chargers is forgotten. */
    public static LiveWrite of(ChargerSite site) {
        boolean gone = isGone(site);
        return new LiveWrite(
                RedisKeys.CHARGERS, site.id(), site.rev(), gone ? "" : Json.string(site), gone);
    }

    private static boolean isGone(ChargerSite site) {
        return site.stations() == 0 && site.ports() == 0;
    }

    /** A hot spot, until it is over. */
    public static LiveWrite of(HotSpot spot) {
        boolean over = spot.endedAt() != null;
        return new LiveWrite(
                RedisKeys.HOT_SPOTS, spot.id(), spot.rev(), over ? "" : Json.string(spot), over);
    }

    /** How the tickets of a place stand. */
    public static LiveWrite of(TicketBoard board) {
        return new LiveWrite(RedisKeys.TICKETS, board.id(), board.rev(), Json.string(board), false);
    }

    /** How much a seat has to bear, while the rules have it. */
    public static LiveWrite of(LoadChange change) {
        AlarmLoad load = change.load();
        boolean gone = change.gone();
        return new LiveWrite(
                RedisKeys.INDICATORS, load.id(), load.rev(), gone ? "" : Json.string(load), gone);
    }

    /** The page of a charging site. */
    public static LiveWrite of(ChargerPage page) {
        boolean gone = isGone(page.summary());
        return new LiveWrite(
                RedisKeys.CHARGER_PAGES,
                page.id(),
                page.rev(),
                gone ? "" : Json.string(page),
                gone);
    }
}
