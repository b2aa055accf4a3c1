package org.citywall.gateway.ingest.gb26875.codec;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random units of every type of the standard. */
final class UnitSamples {
    private static final Arbitrary<Integer> U8 = Arbitraries.integers().between(0, 0xFF);
    private static final Arbitrary<Integer> U16 = Arbitraries.integers().between(0, 0xFFFF);
    private static final Arbitrary<PanelTime> TIME =
            Arbitraries.longs().between(0, (1L << 48) - 1).map(PanelTime::new);

    /** Up to 31 bytes in GB 18030: what is at most 15 characters of two bytes. */
    private static final Arbitrary<String> TEXT =
            Arbitraries.strings()
                    .withCharRange('\u4E00', '\u9FA5')
                    .withChars("0123456789#@层栋")
                    .ofMaxLength(15);

    private UnitSamples() {}

    static List<Arbitrary<InfoUnit>> ofEveryType() {
        List<Arbitrary<InfoUnit>> all = new ArrayList<>();
        all.add(many(UnitTypes.SYSTEM_STATUS, 102, combine(Unit.SystemStatus::new)));
        all.add(many(UnitTypes.COMPONENT_STATUS, 22, componentStatus()));
        all.add(many(UnitTypes.COMPONENT_ANALOGUE, 63, componentAnalogue()));
        all.add(
                many(
                        UnitTypes.SYSTEM_OPERATION,
                        102,
                        Combinators.combine(U8, U8, U8, U8, TIME).as(Unit.SystemOperation::new)));
        all.add(
                many(
                        UnitTypes.SYSTEM_VERSION,
                        1,
                        Combinators.combine(U8, U8, U8, U8).as(Unit.SystemVersion::new)));
        all.add(
                many(
                        UnitTypes.SYSTEM_CONFIGURATION,
                        3,
                        Combinators.combine(U8, U8, TEXT).as(Unit.SystemConfiguration::new)));
        all.add(
                many(
                        UnitTypes.COMPONENT_CONFIGURATION,
                        26,
                        Combinators.combine(U8, U8, U8, U16, U16, TEXT)
                                .as(Unit.ComponentConfiguration::new)));
        all.add(
                many(
                        UnitTypes.SYSTEM_TIME,
                        1,
                        Combinators.combine(U8, U8, TIME).as(Unit.SystemTime::new)));
        addOfDevices(all);
        addDownward(all);
        return all;
    }

    private static void addOfDevices(List<Arbitrary<InfoUnit>> all) {
        all.add(
                many(
                        UnitTypes.DEVICE_STATUS,
                        1,
                        Combinators.combine(U8, TIME).as(Unit.DeviceStatus::new)));
        all.add(
                many(
                        UnitTypes.DEVICE_OPERATION,
                        127,
                        Combinators.combine(U8, U8, TIME).as(Unit.DeviceOperation::new)));
        all.add(
                many(
                        UnitTypes.DEVICE_VERSION,
                        1,
                        Combinators.combine(U8, U8).as(Unit.DeviceVersion::new)));
        all.add(many(UnitTypes.DEVICE_CONFIGURATION, 1, TEXT.map(Unit.DeviceConfiguration::new)));
        all.add(many(UnitTypes.DEVICE_TIME, 1, TIME.map(Unit.DeviceTime::new)));
    }

    private static void addDownward(List<Arbitrary<InfoUnit>> all) {
        for (int type : new int[] {61, 65, 66, 68}) {
            all.add(
                    many(
                            type,
                            102,
                            Combinators.combine(U8, U8).as(Unit.ReadRequest.OfSystem::new)));
        }
        for (int type : new int[] {62, 63, 67}) {
            all.add(
                    many(
                            type,
                            22,
                            Combinators.combine(U8, U8, U16, U16)
                                    .as(Unit.ReadRequest.OfComponent::new)));
        }
        all.add(
                many(
                        64,
                        1,
                        Combinators.combine(U8, U8, U8, TIME)
                                .as(Unit.ReadRequest.OfSystemRecords::new)));
        all.add(
                many(
                        84,
                        1,
                        Combinators.combine(U8, TIME).as(Unit.ReadRequest.OfDeviceRecords::new)));
        for (int type : new int[] {81, 85, 86, 88}) {
            all.add(many(type, 1, Arbitraries.just(new Unit.ReadRequest.OfDevice())));
        }
        all.add(many(UnitTypes.INITIALISE, 1, Arbitraries.just(new Unit.Initialise())));
        all.add(many(UnitTypes.SET_CLOCK, 1, TIME.map(Unit.SetClock::new)));
        all.add(many(UnitTypes.DUTY_CHECK, 1, U8.map(Unit.DutyCheck::new)));
        all.add(
                Combinators.combine(
                                Arbitraries.integers().between(128, 254),
                                U8,
                                Arbitraries.bytes().array(byte[].class).ofMaxSize(1022))
                        .as(
                                (type, count, body) ->
                                        InfoUnit.of(type, new Unit.UserDefined(count, body))));
    }

    private static Arbitrary<Unit.SystemStatus> combine(
            Combinators.F4<Integer, Integer, Integer, PanelTime, Unit.SystemStatus> make) {
        return Combinators.combine(U8, U8, U16, TIME).as(make);
    }

    private static Arbitrary<Unit.ComponentStatus> componentStatus() {
        return Combinators.combine(U8, U8, U8, U16, U16, U16, TEXT, TIME)
                .as(Unit.ComponentStatus::new);
    }

    private static Arbitrary<Unit.ComponentAnalogue> componentAnalogue() {
        Arbitrary<Integer> signed = Arbitraries.integers().between(-32768, 32767);
        return Combinators.combine(U8, U8, U8, U16, U16, U8, signed, TIME)
                .as(Unit.ComponentAnalogue::new);
    }

    private static <U extends Unit> Arbitrary<InfoUnit> many(
            int type, int max, Arbitrary<U> objects) {
        return objects.list().ofMinSize(1).ofMaxSize(max).map(list -> new InfoUnit(type, list));
    }
}
