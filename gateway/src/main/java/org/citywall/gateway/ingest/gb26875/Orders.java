package org.citywall.gateway.ingest.gb26875;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import org.citywall.contracts.device.DeviceCommand;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.ingest.gb26875.codec.UnitTypes;

/** Makes units of orders. Pure. */
public final class Orders {
    /** 查岗: a person must answer. */
    public static final String DUTY_CHECK = "duty-check";

    /** The panel gets our time. */
    public static final String CLOCK = "clock";

    /** The panel tells what it is asked. */
    public static final String READ = "read";

    private static final Set<Integer> OF_SYSTEM = Set.of(61, 65, 66, 68);
    private static final Set<Integer> OF_COMPONENT = Set.of(62, 63, 67);
    private static final Set<Integer> OF_DEVICE = Set.of(81, 85, 86, 88);
    private static final int MAX_RECORDS = 102;

    private Orders() {}

    /** Command byte of the frame that carries the order. */
    static int commandOf(DeviceCommand order) {
        return order.kind().equals(READ) ? Commands.REQUEST : Commands.CONTROL;
    }

    /**
     * The unit of an order.
     *
     * @param now Beijing time
     * @throws IllegalArgumentException naming the parameter that is wrong
     */
    static InfoUnit unitOf(DeviceCommand order, LocalDateTime now, TimeCoding coding) {
        Map<String, String> params = order.params();
        return switch (order.kind()) {
            case DUTY_CHECK ->
                    InfoUnit.of(
                            UnitTypes.DUTY_CHECK,
                            new Unit.DutyCheck(whole(params, "timeoutMinutes", 1, 255)));
            case CLOCK ->
                    InfoUnit.of(UnitTypes.SET_CLOCK, new Unit.SetClock(PanelTime.of(now, coding)));
            case READ -> read(params, now, coding);
            default -> throw new IllegalArgumentException("kind");
        };
    }

    /**
     * Refuses an order that could never be sent.
     *
     * @throws IllegalArgumentException naming the parameter that is wrong
     */
    public static void check(DeviceCommand order) {
        unitOf(order, LocalDateTime.of(2020, 1, 1, 0, 0), TimeCoding.BINARY);
    }

    private static InfoUnit read(Map<String, String> params, LocalDateTime now, TimeCoding coding) {
        int type = whole(params, "type", 61, 88);
        if (OF_SYSTEM.contains(type)) {
            return InfoUnit.of(
                    type,
                    new Unit.ReadRequest.OfSystem(byteOf(params, "systemType"), address(params)));
        }
        if (OF_COMPONENT.contains(type)) {
            return InfoUnit.of(
                    type,
                    new Unit.ReadRequest.OfComponent(
                            byteOf(params, "systemType"),
                            address(params),
                            whole(params, "zone", 0, 65_535),
                            whole(params, "position", 0, 65_535)));
        }
        if (OF_DEVICE.contains(type)) {
            return InfoUnit.of(type, new Unit.ReadRequest.OfDevice());
        }
        int count = whole(params, "count", 1, MAX_RECORDS);
        PanelTime since = PanelTime.of(now.minusHours(hours(params)), coding);
        return switch (type) {
            case UnitTypes.READ_SYSTEM_OPERATION ->
                    InfoUnit.of(
                            type,
                            new Unit.ReadRequest.OfSystemRecords(
                                    byteOf(params, "systemType"), address(params), count, since));
            case UnitTypes.READ_DEVICE_OPERATION ->
                    InfoUnit.of(type, new Unit.ReadRequest.OfDeviceRecords(count, since));
            default -> throw new IllegalArgumentException("type");
        };
    }

    private static int hours(Map<String, String> params) {
        return params.containsKey("sinceHours") ? whole(params, "sinceHours", 1, 720) : 24;
    }

    private static int address(Map<String, String> params) {
        return byteOf(params, "systemAddress");
    }

    private static int byteOf(Map<String, String> params, String name) {
        return whole(params, name, 0, 255);
    }

    private static int whole(Map<String, String> params, String name, int least, int most) {
        try {
            int value = Integer.parseInt(params.getOrDefault(name, ""));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name, e);
        }
        throw new IllegalArgumentException(name);
    }
}
