package org.citywall.gateway.ingest.gb26875.codec;

import static org.citywall.gateway.ingest.gb26875.codec.UnitTypes.*;

import org.citywall.gateway.ingest.gb26875.codec.Unit.ComponentAnalogue;
import org.citywall.gateway.ingest.gb26875.codec.Unit.ComponentConfiguration;
import org.citywall.gateway.ingest.gb26875.codec.Unit.ComponentStatus;
import org.citywall.gateway.ingest.gb26875.codec.Unit.DeviceConfiguration;
import org.citywall.gateway.ingest.gb26875.codec.Unit.DeviceOperation;
import org.citywall.gateway.ingest.gb26875.codec.Unit.DeviceStatus;
import org.citywall.gateway.ingest.gb26875.codec.Unit.DeviceTime;
import org.citywall.gateway.ingest.gb26875.codec.Unit.DeviceVersion;
import org.citywall.gateway.ingest.gb26875.codec.Unit.DutyCheck;
import org.citywall.gateway.ingest.gb26875.codec.Unit.Initialise;
import org.citywall.gateway.ingest.gb26875.codec.Unit.ReadRequest;
import org.citywall.gateway.ingest.gb26875.codec.Unit.SetClock;
import org.citywall.gateway.ingest.gb26875.codec.Unit.SystemConfiguration;
import org.citywall.gateway.ingest.gb26875.codec.Unit.SystemOperation;
import org.citywall.gateway.ingest.gb26875.codec.Unit.SystemStatus;
import org.citywall.gateway.ingest.gb26875.codec.Unit.SystemTime;
import org.citywall.gateway.ingest.gb26875.codec.Unit.SystemVersion;

/**
 * The layout of each type, as clause 8.3 has them; none for what it reserves or leaves to vendors.
 */
final class Layouts {
    /** Bytes of a component's text. */
    private static final int TEXT = 31;

    private static final Layout<?>[] TABLE = new Layout<?>[256];

    static {
        eventsOfSystems();
        factsOfSystems();
        upwardOfDevices();
        downward();
    }

    private Layouts() {}

    /** The layout of a type 0 to 255, or null if the standard has none. */
    static Layout<?> of(int type) {
        return type >= 0 && type < TABLE.length ? TABLE[type] : null;
    }

    private static <U extends Unit> void put(
            int type, Class<U> kind, Layout.Read<U> read, Layout.Write<U> write) {
        TABLE[type] = new Layout<>(kind, read, write);
    }

    private static void eventsOfSystems() {
        put(
                SYSTEM_STATUS,
                SystemStatus.class,
                in -> new SystemStatus(in.u8(), in.u8(), in.u16(), in.time()),
                (out, object) -> {
                    system(out, object.systemType(), object.systemAddress());
                    out.u16(object.status());
                    out.time(object.time());
                });
        put(
                COMPONENT_STATUS,
                ComponentStatus.class,
                in ->
                        new ComponentStatus(
                                in.u8(),
                                in.u8(),
                                in.u8(),
                                in.u16(),
                                in.u16(),
                                in.u16(),
                                in.text(TEXT),
                                in.time()),
                (out, object) -> {
                    system(out, object.systemType(), object.systemAddress());
                    out.u8(object.componentType());
                    address(out, object.zone(), object.position());
                    out.u16(object.status());
                    out.text(object.text(), TEXT);
                    out.time(object.time());
                });
        put(
                COMPONENT_ANALOGUE,
                ComponentAnalogue.class,
                in ->
                        new ComponentAnalogue(
                                in.u8(), in.u8(), in.u8(), in.u16(), in.u16(), in.u8(), in.s16(),
                                in.time()),
                (out, object) -> {
                    system(out, object.systemType(), object.systemAddress());
                    out.u8(object.componentType());
                    address(out, object.zone(), object.position());
                    out.u8(object.analogueType());
                    out.s16(object.value());
                    out.time(object.time());
                });
        put(
                SYSTEM_OPERATION,
                SystemOperation.class,
                in -> new SystemOperation(in.u8(), in.u8(), in.u8(), in.u8(), in.time()),
                (out, object) -> {
                    system(out, object.systemType(), object.systemAddress());
                    out.u8(object.flags());
                    out.u8(object.operator());
                    out.time(object.time());
                });
    }

    private static void factsOfSystems() {
        put(
                SYSTEM_VERSION,
                SystemVersion.class,
                in -> new SystemVersion(in.u8(), in.u8(), in.u8(), in.u8()),
                (out, object) -> {
                    system(out, object.systemType(), object.systemAddress());
                    out.u8(object.major());
                    out.u8(object.minor());
                });
        put(
                SYSTEM_CONFIGURATION,
                SystemConfiguration.class,
                in -> new SystemConfiguration(in.u8(), in.u8(), in.countedText()),
                (out, object) -> {
                    system(out, object.systemType(), object.systemAddress());
                    out.countedText(object.text());
                });
        put(
                COMPONENT_CONFIGURATION,
                ComponentConfiguration.class,
                in ->
                        new ComponentConfiguration(
                                in.u8(), in.u8(), in.u8(), in.u16(), in.u16(), in.text(TEXT)),
                (out, object) -> {
                    system(out, object.systemType(), object.systemAddress());
                    out.u8(object.componentType());
                    address(out, object.zone(), object.position());
                    out.text(object.text(), TEXT);
                });
        put(
                SYSTEM_TIME,
                SystemTime.class,
                in -> new SystemTime(in.u8(), in.u8(), in.time()),
                (out, object) -> {
                    system(out, object.systemType(), object.systemAddress());
                    out.time(object.time());
                });
    }

    private static void upwardOfDevices() {
        put(
                DEVICE_STATUS,
                DeviceStatus.class,
                in -> new DeviceStatus(in.u8(), in.time()),
                (out, object) -> {
                    out.u8(object.status());
                    out.time(object.time());
                });
        put(
                DEVICE_OPERATION,
                DeviceOperation.class,
                in -> new DeviceOperation(in.u8(), in.u8(), in.time()),
                (out, object) -> {
                    out.u8(object.flags());
                    out.u8(object.operator());
                    out.time(object.time());
                });
        put(
                DEVICE_VERSION,
                DeviceVersion.class,
                in -> new DeviceVersion(in.u8(), in.u8()),
                (out, object) -> {
                    out.u8(object.major());
                    out.u8(object.minor());
                });
        put(
                DEVICE_CONFIGURATION,
                DeviceConfiguration.class,
                in -> new DeviceConfiguration(in.countedText()),
                (out, object) -> out.countedText(object.text()));
        put(
                DEVICE_TIME,
                DeviceTime.class,
                in -> new DeviceTime(in.time()),
                (out, object) -> out.time(object.time()));
    }

    private static void downward() {
        for (int type :
                new int[] {
                    READ_SYSTEM_STATUS,
                    READ_SYSTEM_VERSION,
                    READ_SYSTEM_CONFIGURATION,
                    READ_SYSTEM_TIME
                }) {
            put(
                    type,
                    ReadRequest.OfSystem.class,
                    in -> new ReadRequest.OfSystem(in.u8(), in.u8()),
                    (out, object) -> system(out, object.systemType(), object.systemAddress()));
        }
        for (int type :
                new int[] {
                    READ_COMPONENT_STATUS, READ_COMPONENT_ANALOGUE, READ_COMPONENT_CONFIGURATION
                }) {
            put(
                    type,
                    ReadRequest.OfComponent.class,
                    in -> new ReadRequest.OfComponent(in.u8(), in.u8(), in.u16(), in.u16()),
                    (out, object) -> {
                        system(out, object.systemType(), object.systemAddress());
                        address(out, object.zone(), object.position());
                    });
        }
        put(
                READ_SYSTEM_OPERATION,
                ReadRequest.OfSystemRecords.class,
                in -> new ReadRequest.OfSystemRecords(in.u8(), in.u8(), in.u8(), in.time()),
                (out, object) -> {
                    system(out, object.systemType(), object.systemAddress());
                    out.u8(object.count());
                    out.time(object.since());
                });
        put(
                READ_DEVICE_OPERATION,
                ReadRequest.OfDeviceRecords.class,
                in -> new ReadRequest.OfDeviceRecords(in.u8(), in.time()),
                (out, object) -> {
                    out.u8(object.count());
                    out.time(object.since());
                });
        for (int type :
                new int[] {
                    READ_DEVICE_STATUS,
                    READ_DEVICE_VERSION,
                    READ_DEVICE_CONFIGURATION,
                    READ_DEVICE_TIME
                }) {
            reserved(type, ReadRequest.OfDevice.class, new ReadRequest.OfDevice());
        }
        reserved(INITIALISE, Initialise.class, new Initialise());
        put(
                SET_CLOCK,
                SetClock.class,
                in -> new SetClock(in.time()),
                (out, object) -> out.time(object.time()));
        put(
                DUTY_CHECK,
                DutyCheck.class,
                in -> new DutyCheck(in.u8()),
                (out, object) -> out.u8(object.minutes()));
    }

    /** A body of one byte without a meaning, 0 when we write it. */
    private static <U extends Unit> void reserved(int type, Class<U> kind, U only) {
        put(
                type,
                kind,
                in -> {
                    in.u8();
                    return only;
                },
                (out, object) -> out.u8(0));
    }

    private static void system(UnitWriter out, int type, int address) {
        out.u8(type);
        out.u8(address);
    }

    private static void address(UnitWriter out, int zone, int position) {
        out.u16(zone);
        out.u16(position);
    }
}
