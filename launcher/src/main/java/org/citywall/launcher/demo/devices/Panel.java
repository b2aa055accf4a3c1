package org.citywall.launcher.demo.devices;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.ingest.gb26875.codec.UnitDecoder;
import org.citywall.gateway.ingest.gb26875.codec.UnitEncoder;
import org.citywall.gateway.ingest.gb26875.codec.UnitException;
import org.citywall.gateway.ingest.gb26875.codec.UnitTypes;
import org.citywall.launcher.demo.District;

/**
 * What one simulated panel knows and says, without its connection: its address, its clock, its
 * serials, and what it answers to the centre. Not thread-safe: its fleet has one thread.
 */
final class Panel {
    /** Where panels think the centre is. */
    private static final long CENTRE = 0x5B38;

    /** The protocol's times are Beijing time. */
    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

    private static final int FIRE_SYSTEM = 1;
    private static final int SYSTEM_ADDRESS = 1;
    private static final int MAIN_OPERATOR = 1;
    private static final int DUTY_ANSWERED = 1 << 5;
    private static final int NORMAL = 1;

    private final String deviceId;
    private final PanelManners manners;
    private final Clock clock;
    private final long address;
    private Duration clockError;
    private int framesMade;

    Panel(String deviceId, PanelManners manners, Clock clock) {
        this.deviceId = deviceId;
        this.manners = manners;
        this.clock = clock;
        this.address =
                Long.parseLong(deviceId.substring(District.Device.PANEL_PREFIX.length()), 16);
        this.clockError = manners.clockError();
    }

    /**
     * What to do about a frame of the centre.
     *
     * @param reply at once
     * @param afterwards a unit to send by itself a little later
     */
    record Reaction(Frame reply, Optional<byte[]> afterwards) {}

    String deviceId() {
        return deviceId;
    }

    PanelManners manners() {
        return manners;
    }

    /** A frame of its own, with the next serial. */
    Frame frame(byte[] unit) {
        int serial = (manners.repeatsSerials() ? framesMade / 2 : framesMade) & 0xFFFF;
        framesMade++;
        return new Frame(serial, 1, 1, now(), address, CENTRE, Commands.SEND, unit);
    }

    /** A component's state, the panel's own time in it. */
    byte[] component(int type, int zone, int position, int status, String text) {
        return unit(
                UnitTypes.COMPONENT_STATUS,
                new Unit.ComponentStatus(
                        FIRE_SYSTEM, SYSTEM_ADDRESS, type, zone, position, status, text, now()));
    }

    /** The state of the transmission device itself. */
    byte[] device(int status) {
        return unit(UnitTypes.DEVICE_STATUS, new Unit.DeviceStatus(status, now()));
    }

    /** Does what the centre says, or denies it. */
    Reaction react(Frame order) {
        try {
            InfoUnit unit = UnitDecoder.decode(order.unit());
            Unit first = unit.objects().get(0);
            if (order.command() == Commands.CONTROL) {
                return control(order, first);
            }
            if (order.command() == Commands.REQUEST && first instanceof Unit.ReadRequest asked) {
                return new Reaction(
                        order.reply(Commands.ANSWER, now(), answer(unit.type(), asked)),
                        Optional.empty());
            }
            return reply(order, Commands.DENY);
        } catch (UnitException notReadable) {
            return reply(order, Commands.DENY);
        }
    }

    private Reaction control(Frame order, Unit unit) {
        if (unit instanceof Unit.SetClock set) {
            return set.time()
                    .read(manners.coding())
                    .map(
                            time -> {
                                clockError = Duration.between(rightTime(), time);
                                return reply(order, Commands.CONFIRM);
                            })
                    .orElseGet(() -> reply(order, Commands.DENY));
        }
        if (unit instanceof Unit.DutyCheck) {
            Optional<byte[]> answer =
                    manners.answersDutyChecks()
                            ? Optional.of(operation(DUTY_ANSWERED))
                            : Optional.empty();
            return new Reaction(order.reply(Commands.CONFIRM, now()), answer);
        }
        return reply(order, unit instanceof Unit.Initialise ? Commands.CONFIRM : Commands.DENY);
    }

    private Reaction reply(Frame order, int command) {
        return new Reaction(order.reply(command, now()), Optional.empty());
    }

    private byte[] answer(int type, Unit.ReadRequest asked) {
        if (asked instanceof Unit.ReadRequest.OfSystem of) {
            return answerOfSystem(type, of.systemType(), of.systemAddress());
        }
        if (asked instanceof Unit.ReadRequest.OfComponent of) {
            return answerOfComponent(type, of);
        }
        if (asked instanceof Unit.ReadRequest.OfSystemRecords of) {
            return unit(
                    UnitTypes.SYSTEM_OPERATION,
                    new Unit.SystemOperation(
                            of.systemType(), of.systemAddress(), 0, MAIN_OPERATOR, now()));
        }
        if (asked instanceof Unit.ReadRequest.OfDeviceRecords) {
            return operation(0);
        }
        return switch (type) {
            case UnitTypes.READ_DEVICE_VERSION ->
                    unit(UnitTypes.DEVICE_VERSION, new Unit.DeviceVersion(1, 0));
            case UnitTypes.READ_DEVICE_CONFIGURATION ->
                    unit(
                            UnitTypes.DEVICE_CONFIGURATION,
                            new Unit.DeviceConfiguration("演示用户信息传输装置"));
            case UnitTypes.READ_DEVICE_TIME ->
                    unit(UnitTypes.DEVICE_TIME, new Unit.DeviceTime(now()));
            default -> device(NORMAL);
        };
    }

    private byte[] answerOfSystem(int type, int systemType, int systemAddress) {
        return switch (type) {
            case UnitTypes.READ_SYSTEM_VERSION ->
                    unit(
                            UnitTypes.SYSTEM_VERSION,
                            new Unit.SystemVersion(systemType, systemAddress, 1, 0));
            case UnitTypes.READ_SYSTEM_CONFIGURATION ->
                    unit(
                            UnitTypes.SYSTEM_CONFIGURATION,
                            new Unit.SystemConfiguration(systemType, systemAddress, "演示报警主机"));
            case UnitTypes.READ_SYSTEM_TIME ->
                    unit(
                            UnitTypes.SYSTEM_TIME,
                            new Unit.SystemTime(systemType, systemAddress, now()));
            default ->
                    unit(
                            UnitTypes.SYSTEM_STATUS,
                            new Unit.SystemStatus(systemType, systemAddress, NORMAL, now()));
        };
    }

    private byte[] answerOfComponent(int type, Unit.ReadRequest.OfComponent of) {
        int smoke = DeviceSignal.SMOKE_DETECTOR;
        return switch (type) {
            case UnitTypes.READ_COMPONENT_ANALOGUE ->
                    unit(
                            UnitTypes.COMPONENT_ANALOGUE,
                            new Unit.ComponentAnalogue(
                                    of.systemType(),
                                    of.systemAddress(),
                                    smoke,
                                    of.zone(),
                                    of.position(),
                                    3,
                                    255,
                                    now()));
            case UnitTypes.READ_COMPONENT_CONFIGURATION ->
                    unit(
                            UnitTypes.COMPONENT_CONFIGURATION,
                            new Unit.ComponentConfiguration(
                                    of.systemType(),
                                    of.systemAddress(),
                                    smoke,
                                    of.zone(),
                                    of.position(),
                                    "点型感烟探测器"));
            default -> component(smoke, of.zone(), of.position(), NORMAL, "");
        };
    }

    private byte[] operation(int flags) {
        return unit(
                UnitTypes.DEVICE_OPERATION, new Unit.DeviceOperation(flags, MAIN_OPERATOR, now()));
    }

    private PanelTime now() {
        return PanelTime.of(rightTime().plus(clockError), manners.coding());
    }

    private LocalDateTime rightTime() {
        return LocalDateTime.ofInstant(clock.instant(), BEIJING);
    }

    private static byte[] unit(int type, Unit object) {
        return UnitEncoder.encode(new InfoUnit(type, List.of(object)));
    }
}
