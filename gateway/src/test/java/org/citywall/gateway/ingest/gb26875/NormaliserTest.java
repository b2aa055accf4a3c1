package org.citywall.gateway.ingest.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.contracts.fire.FireSignalKind.ALARM;
import static org.citywall.contracts.fire.FireSignalKind.ANALOGUE;
import static org.citywall.contracts.fire.FireSignalKind.FAULT;
import static org.citywall.contracts.fire.FireSignalKind.FEEDBACK;
import static org.citywall.contracts.fire.FireSignalKind.HEARTBEAT;
import static org.citywall.contracts.fire.FireSignalKind.MANUAL_AUTO;
import static org.citywall.contracts.fire.FireSignalKind.OPERATION;
import static org.citywall.contracts.fire.FireSignalKind.PRESS;
import static org.citywall.contracts.fire.FireSignalKind.RESET;
import static org.citywall.contracts.fire.FireSignalKind.RESTORE;
import static org.citywall.contracts.fire.FireSignalKind.SHIELD;
import static org.citywall.contracts.fire.FireSignalKind.START;
import static org.citywall.contracts.fire.FireSignalKind.SUPERVISE;
import static org.citywall.contracts.fire.FireSignalKind.TEST;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.gateway.ingest.FireData;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.registry.FirePoint;
import org.citywall.gateway.registry.PanelProfile;
import org.citywall.gateway.registry.PointAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {
    private static final String DEVICE = "GB-5B3800000379";
    private static final PanelProfile STANDARD = PanelProfile.standard(DEVICE);
    private static final LocalDateTime LOCAL = LocalDateTime.of(2026, 3, 1, 16, 0, 5);
    private static final PanelTime TIME = PanelTime.of(LOCAL, TimeCoding.BINARY);
    private static final int DETECTOR = 40;

    private static Frame frame(int serial) {
        return new Frame(serial, 1, 1, TIME, 0x5B3800000379L, 1, Commands.SEND, new byte[] {1, 2});
    }

    private static List<Reading> normalise(int type, Unit... objects) {
        return Normaliser.normalise(
                frame(7), InfoUnit.of(type, objects), STANDARD, address -> null);
    }

    private static Unit component(int componentType, int status) {
        return new Unit.ComponentStatus(1, 0, componentType, 10, 2, status, "3层走廊", TIME);
    }

    private static List<FireSignalKind> kinds(List<Reading> readings) {
        return readings.stream().map(reading -> reading.data().signal()).toList();
    }

    private static FireData only(List<Reading> readings) {
        assertThat(readings).hasSize(1);
        return readings.get(0).data();
    }

    @Test
    void status0002IsAFireAndSaysThatItsTestBitIsSet() {
        List<Reading> readings = normalise(2, component(DETECTOR, 0x0002));
        FireData fire = only(readings);

        assertThat(fire.signal()).isEqualTo(ALARM);
        assertThat(fire.detail()).isEqualTo("3层走廊");
        assertThat(readings.get(0).tags()).containsExactly(FireSignal.TEST_BIT);
        assertThat(fire.point()).isEqualTo("S1.0/10-2");
        assertThat(fire.componentType()).isEqualTo(DETECTOR);
        assertThat(fire.deviceTime()).isEqualTo(Instant.parse("2026-03-01T08:00:05Z"));
    }

    @Test
    void status0003IsAFireWithoutThatWord() {
        assertThat(only(normalise(2, component(DETECTOR, 0x0003))).detail()).isEqualTo("3层走廊");
    }

    @ParameterizedTest
    @ValueSource(ints = {23, 24})
    void fireOfAManualCallPointOrHydrantButtonIsAPress(int componentType) {
        assertThat(only(normalise(2, component(componentType, 2))).signal()).isEqualTo(PRESS);
    }

    @Test
    void registryKnowsThatAPointIsAButtonWhenThePanelDoesNot() {
        Function<PointAddress, FirePoint> points =
                address ->
                        new FirePoint("p", DEVICE, null, null, 10, 2, 23, "3F-E", null, null, null);
        List<Reading> readings =
                Normaliser.normalise(frame(7), InfoUnit.of(2, component(0, 3)), STANDARD, points);

        assertThat(only(readings).signal()).isEqualTo(PRESS);
        assertThat(only(readings).componentType()).isEqualTo(23);
    }

    @Test
    void severalBitsAtOnceGiveSeveralSignalsAndTheFireIsAmongThem() {
        int status = 1 | 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8;
        List<Reading> readings = normalise(2, component(DETECTOR, status));

        assertThat(kinds(readings))
                .containsExactly(ALARM, FAULT, SHIELD, SUPERVISE, START, FEEDBACK, OPERATION);
        assertThat(readings.get(1).data().detail()).isEqualTo("3层走廊 故障、电源故障");
        assertThat(readings).extracting(Reading::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"0x0000", "0x0001", "0xFE01"})
    void statusWithoutAnyConditionRestoresThePointWhateverReservedBitsSay(String status) {
        FireData restore = only(normalise(2, component(DETECTOR, Integer.decode(status))));

        assertThat(restore.signal()).isEqualTo(RESTORE);
        assertThat(restore.point()).isEqualTo("S1.0/10-2");
    }

    @Test
    void whatOnlyStartedOrFedBackHasNoConditionAnyMore() {
        assertThat(kinds(normalise(2, component(84, 0x0021)))).containsExactly(RESTORE, START);
    }

    @Test
    void conditionsOfASystemHaveItsPointAndItsFireIsThePanels() {
        List<Reading> readings =
                normalise(
                        1,
                        new Unit.SystemStatus(1, 3, 1 | 1 << 1 | 1 << 8 | 1 << 9 | 1 << 11, TIME));

        assertThat(kinds(readings)).containsExactly(ALARM, FAULT, MANUAL_AUTO);
        assertThat(readings.get(0).data().point()).isNull();
        assertThat(readings.get(0).data().detail()).isEqualTo("S1.3");
        assertThat(readings.get(1).data().point()).isEqualTo("S1.3");
        assertThat(readings.get(1).data().detail()).isEqualTo("主电故障、备电故障");
    }

    @Test
    void normalSystemEndsItsOwnConditionsAndNoFireOfAPoint() {
        FireData restore = only(normalise(1, new Unit.SystemStatus(1, 3, 1, TIME)));

        assertThat(restore.signal()).isEqualTo(RESTORE);
        assertThat(restore.point()).isEqualTo("S1.3");
    }

    @Test
    void resetOfASystemIsThePanelsAndStandsBeforeAFireOfTheSameStatus() {
        List<Reading> readings = normalise(1, new Unit.SystemStatus(1, 0, 1 << 13 | 2, TIME));

        assertThat(kinds(readings)).containsExactly(RESET, ALARM);
        assertThat(readings.get(0).data().point()).isNull();
    }

    @Test
    void transmissionDeviceHasFaultsOfItsOwnPointAndAFireOfNone() {
        List<Reading> readings =
                normalise(21, new Unit.DeviceStatus(1 << 1 | 1 << 3 | 1 << 5, TIME));

        assertThat(kinds(readings)).containsExactly(ALARM, FAULT);
        assertThat(readings.get(0).data().point()).isNull();
        assertThat(readings.get(1).data().point()).isEqualTo("device");
        assertThat(readings.get(1).data().detail()).isEqualTo("主电故障、与中心通信信道故障");
        assertThat(only(normalise(21, new Unit.DeviceStatus(1, TIME))).point()).isEqualTo("device");
    }

    @ParameterizedTest
    @CsvSource({
        "1, RESET",
        "2, OPERATION",
        "4, PRESS",
        "8, RESTORE",
        "16, TEST",
        "32, OPERATION",
        "64, TEST"
    })
    void operationOfASystemIsWhatItsFlagSays(int flags, FireSignalKind kind) {
        FireData data = only(normalise(4, new Unit.SystemOperation(1, 0, flags, 3, TIME)));

        assertThat(data.signal()).isEqualTo(kind);
        assertThat(data.point()).isNull();
        assertThat(data.detail()).endsWith("，操作员 3");
    }

    @Test
    void manualAlarmOfTheTransmissionDeviceIsAPressAlsoWithAResetInTheSameByte() {
        List<Reading> readings = normalise(24, new Unit.DeviceOperation(1 | 1 << 2, 0, TIME));

        assertThat(kinds(readings)).containsExactly(RESET, PRESS);
        assertThat(readings.get(1).data().detail()).isEqualTo("手动报警，操作员 0");
    }

    @Test
    void bit5IsTheAnswerToADutyCheckOnlyAtTheTransmissionDevice() {
        InfoUnit device = InfoUnit.of(24, new Unit.DeviceOperation(1 << 5, 2, TIME));
        InfoUnit system = InfoUnit.of(4, new Unit.SystemOperation(1, 0, 1 << 5, 2, TIME));

        assertThat(Normaliser.isDutyAnswer(device)).isTrue();
        assertThat(Normaliser.isDutyAnswer(system)).isFalse();
        assertThat(only(normalise(24, device.objects().get(0))).detail()).isEqualTo("查岗应答，操作员 2");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 3, 件",
        "2, 250, 2.5, m",
        "3, -105, -10.5, ℃",
        "4, 16, 1.6, MPa",
        "5, 1013, 101.3, kPa",
        "6, 255, 25.5, %LEL",
        "7, 90, 90, s",
        "8, 2205, 220.5, V",
        "9, 13, 1.3, A",
        "10, 55, 5.5, L/s",
        "11, 12, 1.2, m³/min",
        "12, 4, 4, m/s"
    })
    void analogueValueHasTheUnitOfItsType(int type, int steps, double value, String unit) {
        FireData data =
                only(
                        normalise(
                                3,
                                new Unit.ComponentAnalogue(
                                        1, 0, DETECTOR, 10, 2, type, steps, TIME)));

        assertThat(data.signal()).isEqualTo(ANALOGUE);
        assertThat(data.value()).isEqualTo(value);
        assertThat(data.unit()).isEqualTo(unit);
        assertThat(data.point()).isEqualTo("S1.0/10-2");
    }

    @Test
    void analogueOfAnUnknownTypeKeepsItsNumberAndSaysItsType() {
        FireData data =
                only(normalise(3, new Unit.ComponentAnalogue(1, 0, 40, 10, 2, 200, 17, TIME)));

        assertThat(data.value()).isEqualTo(17);
        assertThat(data.unit()).isNull();
        assertThat(data.detail()).isEqualTo("模拟量类型 200");
    }

    @Test
    void severalObjectsGiveSeveralSignalsButTheSameObjectTwiceGivesOne() {
        Unit other = new Unit.ComponentStatus(1, 0, 23, 10, 3, 2, "", TIME);
        List<Reading> readings =
                normalise(2, component(DETECTOR, 2), other, component(DETECTOR, 2));

        assertThat(kinds(readings)).containsExactly(ALARM, PRESS);
    }

    @Test
    void frameThatIsSentAgainHasTheSameIdsAndTheNextSerialOthers() {
        InfoUnit unit = InfoUnit.of(2, component(DETECTOR, 2));
        List<Reading> first = Normaliser.normalise(frame(7), unit, STANDARD, a -> null);

        assertThat(Normaliser.normalise(frame(7), unit, STANDARD, a -> null)).isEqualTo(first);
        assertThat(Normaliser.normalise(frame(8), unit, STANDARD, a -> null))
                .extracting(Reading::id)
                .doesNotContain(first.get(0).id());
        assertThat(first.get(0).id()).isEqualTo("7-2-S1.0/10-2-%012x-alarm".formatted(TIME.raw()));
    }

    @Test
    void timeIsReadAsTheProfileSaysAndNothingIfItIsNone() {
        PanelProfile bcd = new PanelProfile(DEVICE, "bcd", "sum", "now", null, null);
        PanelTime time = PanelTime.of(LOCAL, TimeCoding.BCD);
        Unit status = new Unit.ComponentStatus(1, 0, 23, 10, 2, 2, "", time);
        Unit never = new Unit.ComponentStatus(1, 0, 23, 10, 2, 2, "", new PanelTime(0));

        List<Reading> readings =
                Normaliser.normalise(frame(7), InfoUnit.of(2, status), bcd, a -> null);
        assertThat(only(readings).deviceTime()).isEqualTo(Instant.parse("2026-03-01T08:00:05Z"));
        assertThat(only(normalise(2, never)).signal()).isEqualTo(PRESS);
        assertThat(only(normalise(2, never)).deviceTime()).isNull();
    }

    @Test
    void versionsAndConfigurationsAreOperationsToReadAndTimesAndUserTypesAreNothing() {
        assertThat(only(normalise(5, new Unit.SystemVersion(1, 0, 2, 11))).detail())
                .isEqualTo("软件版本 2.11");
        assertThat(only(normalise(26, new Unit.DeviceConfiguration("甲\u0007乙"))).detail())
                .isEqualTo("装置配置 甲 乙");
        assertThat(normalise(28, new Unit.DeviceTime(TIME))).isEmpty();
        assertThat(normalise(200, new Unit.UserDefined(1, new byte[] {1}))).isEmpty();
    }

    @Test
    void emptyUnitIsASignOfLife() {
        Reading reading = Normaliser.heartbeat(frame(7), STANDARD);

        assertThat(reading.data().signal()).isEqualTo(HEARTBEAT);
        assertThat(reading.data().point()).isNull();
    }

    @Test
    void selfTestAndTestAreTestsAndNoConditions() {
        assertThat(kinds(normalise(4, new Unit.SystemOperation(1, 0, 16 | 64, 0, TIME))))
                .containsExactly(TEST);
    }
}
