package org.citywall.launcher.demo.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.citywall.gateway.ingest.gb26875.codec.Checksum;
import org.citywall.gateway.ingest.gb26875.codec.Commands;
import org.citywall.gateway.ingest.gb26875.codec.Frame;
import org.citywall.gateway.ingest.gb26875.codec.InfoUnit;
import org.citywall.gateway.ingest.gb26875.codec.PanelTime;
import org.citywall.gateway.ingest.gb26875.codec.TimeCoding;
import org.citywall.gateway.ingest.gb26875.codec.Unit;
import org.citywall.gateway.ingest.gb26875.codec.UnitDecoder;
import org.citywall.gateway.ingest.gb26875.codec.UnitEncoder;
import org.citywall.gateway.ingest.gb26875.codec.UnitException;
import org.junit.jupiter.api.Test;

class PanelTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-06-08T04:30:05Z"), ZoneOffset.UTC);
    private static final LocalDateTime BEIJING_NOON = LocalDateTime.of(2026, 6, 8, 12, 30, 5);
    private static final LocalDateTime LATER = LocalDateTime.of(2026, 6, 8, 12, 31, 0);

    private static Panel panel(PanelManners manners) {
        return new Panel("GB-44030900002A", manners, CLOCK);
    }

    private static PanelManners bad(TimeCoding coding, Duration clockError, boolean repeats) {
        return new PanelManners(
                coding, Checksum.SUM, clockError, repeats, Integer.MAX_VALUE, 0, false);
    }

    @Test
    void itsIdIsItsAddressAndItsTimeIsThatOfBeijing() {
        Frame frame = panel(PanelManners.good()).frame(new byte[0]);

        assertThat(Frame.hex(frame.source())).isEqualTo("44030900002A");
        assertThat(frame.time().read(TimeCoding.BINARY)).contains(BEIJING_NOON);
        assertThat(frame.isHeartbeat()).isTrue();
    }

    @Test
    void serialsGoUpAndABadPanelUsesEachTwice() {
        Panel good = panel(PanelManners.good());
        Panel bad = panel(bad(TimeCoding.BINARY, Duration.ZERO, true));

        assertThat(serials(good)).containsExactly(0, 1, 2, 3);
        assertThat(serials(bad)).containsExactly(0, 0, 1, 1);
    }

    @Test
    void aWrongClockIsWrongByMonthsUntilItIsSet() throws UnitException {
        Panel panel = panel(bad(TimeCoding.BCD, Duration.ofDays(-137), false));
        Frame before = panel.frame(new byte[0]);
        assertThat(before.time().read(TimeCoding.BCD)).contains(BEIJING_NOON.minusDays(137));

        PanelTime time = PanelTime.of(LATER, TimeCoding.BCD);
        Panel.Reaction done = panel.react(order(Commands.CONTROL, 90, new Unit.SetClock(time)));

        assertThat(done.reply().command()).isEqualTo(Commands.CONFIRM);
        assertThat(done.reply().serial()).isEqualTo(77);
        assertThat(panel.frame(new byte[0]).time().read(TimeCoding.BCD)).contains(LATER);
        InfoUnit event = UnitDecoder.decode(panel.component(23, 3, 12, 3, "3层12号"));
        assertThat(((Unit.ComponentStatus) event.objects().get(0)).time()).isEqualTo(time);
    }

    @Test
    void aDutyCheckIsAnsweredByOperationBitFiveWhereSomebodyIsThere() throws UnitException {
        Frame check = order(Commands.CONTROL, 91, new Unit.DutyCheck(10));
        Panel.Reaction there = panel(PanelManners.good()).react(check);
        Panel.Reaction nobody = panel(bad(TimeCoding.BINARY, Duration.ZERO, false)).react(check);

        assertThat(there.reply().command()).isEqualTo(Commands.CONFIRM);
        InfoUnit answer = UnitDecoder.decode(there.afterwards().orElseThrow());
        assertThat(answer.type()).isEqualTo(24);
        assertThat(((Unit.DeviceOperation) answer.objects().get(0)).flags()).isEqualTo(1 << 5);
        assertThat(nobody.reply().command()).isEqualTo(Commands.CONFIRM);
        assertThat(nobody.afterwards()).isEmpty();
    }

    @Test
    void everyQuestionIsAnsweredByTheTypeItAsksFor() throws UnitException {
        Unit system = new Unit.ReadRequest.OfSystem(1, 1);
        Unit component = new Unit.ReadRequest.OfComponent(1, 1, 2, 3);
        Unit records = new Unit.ReadRequest.OfSystemRecords(1, 1, 5, new PanelTime(0));
        Unit own = new Unit.ReadRequest.OfDeviceRecords(5, new PanelTime(0));
        Unit device = new Unit.ReadRequest.OfDevice();
        int[] questions = {61, 62, 63, 64, 65, 66, 67, 68, 81, 84, 85, 86, 88};
        int[] answers = {1, 2, 3, 4, 5, 6, 7, 8, 21, 24, 25, 26, 28};
        List<Unit> bodies =
                List.of(
                        system, component, component, records, system, system, component, system,
                        device, own, device, device, device);
        Panel panel = panel(PanelManners.good());
        for (int i = 0; i < questions.length; i++) {
            Frame order = order(Commands.REQUEST, questions[i], bodies.get(i));
            Frame answer = panel.react(order).reply();
            assertThat(answer.command()).isEqualTo(Commands.ANSWER);
            assertThat(UnitDecoder.decode(answer.unit()).type()).isEqualTo(answers[i]);
        }
    }

    @Test
    void whatItCannotDoIsDenied() {
        Panel panel = panel(PanelManners.good());
        Frame nonsense = frame(Commands.CONTROL, new byte[] {90, 1, 0});
        Frame noTime = order(Commands.CONTROL, 90, new Unit.SetClock(new PanelTime(-1L >>> 16)));

        assertThat(panel.react(nonsense).reply().command()).isEqualTo(Commands.DENY);
        assertThat(panel.react(noTime).reply().command()).isEqualTo(Commands.DENY);
        assertThat(panel.react(order(9, 91, new Unit.DutyCheck(1))).reply().command())
                .isEqualTo(Commands.DENY);
    }

    private static List<Integer> serials(Panel panel) {
        byte[] none = {};
        return List.of(
                panel.frame(none).serial(),
                panel.frame(none).serial(),
                panel.frame(none).serial(),
                panel.frame(none).serial());
    }

    private static Frame order(int command, int type, Unit object) {
        return frame(command, UnitEncoder.encode(InfoUnit.of(type, object)));
    }

    private static Frame frame(int command, byte[] unit) {
        return new Frame(77, 1, 1, new PanelTime(0), 0x5B38, 0x44030900002AL, command, unit);
    }
}
