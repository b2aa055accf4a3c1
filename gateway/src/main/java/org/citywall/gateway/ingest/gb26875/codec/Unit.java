package org.citywall.gateway.ingest.gb26875.codec;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One information object of an application unit (GB/T 26875.3 clause 8). Numbers are unsigned
 * unless said otherwise. A component's address is zone (or loop) and position in it, two bytes
 * each. Texts are GB 18030 on the wire.
 */
public sealed interface Unit {
    /**
     * State of a fire system (type 1).
     *
     * @param systemType 1 is a fire alarm system
     * @param status bits: 0 normal (0: test), 1 fire, 2 fault, 3 shielded, 4 supervised, 5 started,
     *     6 feedback, 7 delay, 8 mains fault, 9 backup fault, 10 bus fault, 11 manual (0:
     *     automatic), 12 configuration changed, 13 reset
     */
    record SystemStatus(int systemType, int systemAddress, int status, PanelTime time)
            implements Unit {}

    /**
     * State of a component (type 2).
     *
     * @param componentType 23 is a manual call point, 24 a hydrant button
     * @param status bits: 0 to 7 as of a system, 8 power fault
     * @param text what the panel calls it, at most 31 bytes
     */
    record ComponentStatus(
            int systemType,
            int systemAddress,
            int componentType,
            int zone,
            int position,
            int status,
            String text,
            PanelTime time)
            implements Unit {}

    /**
     * A reading (type 3).
     *
     * @param analogueType what is measured, and so the unit: 1 count, 2 height 0.01 m, 3
     *     temperature 0.1 °C, 4 pressure 0.1 MPa, 5 pressure 0.1 kPa, 6 gas 0.1 %LEL, 7 time 1 s, 8
     *     0.1 V, 9 0.1 A, 10 flow 0.1 L/s, 11 air 0.1 m³/min, 12 wind 1 m/s
     * @param value signed, -32768 to 32767
     */
    record ComponentAnalogue(
            int systemType,
            int systemAddress,
            int componentType,
            int zone,
            int position,
            int analogueType,
            int value,
            PanelTime time)
            implements Unit {}

    /**
     * What somebody did at a system (type 4).
     *
     * @param flags bits: 0 reset, 1 silence, 2 manual alarm, 3 alarm cleared, 4 self-test, 5
     *     confirm, 6 test
     * @param operator number of the person
     */
    record SystemOperation(
            int systemType, int systemAddress, int flags, int operator, PanelTime time)
            implements Unit {}

    /** Software version of a system (type 5). */
    record SystemVersion(int systemType, int systemAddress, int major, int minor) implements Unit {}

    /** Configuration of a system in words (type 6), at most 255 bytes. */
    record SystemConfiguration(int systemType, int systemAddress, String text) implements Unit {}

    /** Configuration of a component in words (type 7), at most 31 bytes. */
    record ComponentConfiguration(
            int systemType,
            int systemAddress,
            int componentType,
            int zone,
            int position,
            String text)
            implements Unit {}

    /** Clock of a system (type 8). */
    record SystemTime(int systemType, int systemAddress, PanelTime time) implements Unit {}

    /**
     * State of the transmission device itself (type 21).
     *
     * @param status bits: 0 normal (0: test), 1 fire, 2 fault, 3 mains fault, 4 backup fault, 5
     *     channel to the centre, 6 monitored line
     */
    record DeviceStatus(int status, PanelTime time) implements Unit {}

    /**
     * What somebody did at the transmission device (type 24).
     *
     * @param flags bits as of a system's operation, but 5 is the answer to a duty check
     */
    record DeviceOperation(int flags, int operator, PanelTime time) implements Unit {}

    /** Software version of the transmission device (type 25). */
    record DeviceVersion(int major, int minor) implements Unit {}

    /** Configuration of the transmission device in words (type 26), at most 255 bytes. */
    record DeviceConfiguration(String text) implements Unit {}

    /** Clock of the transmission device (type 28). */
    record DeviceTime(PanelTime time) implements Unit {}

    /** A question of the centre (types 61 to 68, 81, 84 to 86, 88); the type says after what. */
    sealed interface ReadRequest extends Unit {
        /** About a system: 61 status, 65 version, 66 configuration, 68 time. */
        record OfSystem(int systemType, int systemAddress) implements ReadRequest {}

        /** About a component: 62 status, 63 reading, 67 configuration. */
        record OfComponent(int systemType, int systemAddress, int zone, int position)
                implements ReadRequest {}

        /** Operations at a system (64): at most {@code count} (102) from {@code since} on. */
        record OfSystemRecords(int systemType, int systemAddress, int count, PanelTime since)
                implements ReadRequest {}

        /** Operations at the device (84): at most {@code count} (102) from {@code since} on. */
        record OfDeviceRecords(int count, PanelTime since) implements ReadRequest {}

        /** About the device: 81 status, 85 version, 86 configuration, 88 time. */
        record OfDevice() implements ReadRequest {}
    }

    /** Make the device start anew (type 89). */
    record Initialise() implements Unit {}

    /** Set the device's clock to the centre's (type 90). */
    record SetClock(PanelTime time) implements Unit {}

    /** Is somebody there (type 91)? To be answered within so many minutes. */
    record DutyCheck(int minutes) implements Unit {}

    /**
     * A vendor's own (types 128 to 254): its layout is not known here.
     *
     * @param count what it says is its number of objects
     * @param body all the rest of the unit; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // equal by content, see below
    record UserDefined(int count, byte[] body) implements Unit {
        @Override
        public boolean equals(Object other) {
            return other instanceof UserDefined that
                    && count == that.count
                    && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return 31 * count + Arrays.hashCode(body);
        }

        @Override
        public String toString() {
            return "UserDefined[count=" + count + ", " + HexFormat.of().formatHex(body) + "]";
        }
    }
}
