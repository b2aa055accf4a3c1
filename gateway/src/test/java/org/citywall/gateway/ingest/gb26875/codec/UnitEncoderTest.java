package org.citywall.gateway.ingest.gb26875.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitEncoderTest {
    private static final PanelTime TIME = new PanelTime(0);

    @Test
    void writesNoUnitThatCouldNotBeRead() {
        refused(new InfoUnit(UnitTypes.DUTY_CHECK, List.of()));
        refused(InfoUnit.of(22, new Unit.DeviceVersion(1, 1)));
        refused(InfoUnit.of(0, new Unit.DeviceVersion(1, 1)));
        refused(InfoUnit.of(-1, new Unit.DeviceVersion(1, 1)));
        refused(InfoUnit.of(UnitTypes.DUTY_CHECK, new Unit.DeviceVersion(1, 1)));
        refused(InfoUnit.of(UnitTypes.DUTY_CHECK, new Unit.DutyCheck(256)));
        refused(InfoUnit.of(200, new Unit.DutyCheck(1)));
        refused(InfoUnit.of(200, new Unit.UserDefined(0, new byte[1023])));
        refused(
                new InfoUnit(
                        UnitTypes.SYSTEM_STATUS,
                        Collections.nCopies(103, new Unit.SystemStatus(1, 1, 0, TIME))));
        refused(
                new InfoUnit(
                        UnitTypes.DUTY_CHECK, Collections.nCopies(256, new Unit.DutyCheck(1))));
    }

    @Test
    void cutsATextThatIsTooLong() throws UnitException {
        String tooLong = "层".repeat(200);
        InfoUnit unit =
                InfoUnit.of(
                        UnitTypes.COMPONENT_STATUS,
                        new Unit.ComponentStatus(1, 1, 23, 1, 1, 3, tooLong, TIME));
        InfoUnit read = UnitDecoder.decode(UnitEncoder.encode(unit));
        assertThat(((Unit.ComponentStatus) read.objects().get(0)).text()).isEqualTo("层".repeat(15));

        InfoUnit config =
                InfoUnit.of(UnitTypes.DEVICE_CONFIGURATION, new Unit.DeviceConfiguration(tooLong));
        InfoUnit readConfig = UnitDecoder.decode(UnitEncoder.encode(config));
        assertThat(((Unit.DeviceConfiguration) readConfig.objects().get(0)).text())
                .isEqualTo("层".repeat(127));
    }

    private static void refused(InfoUnit unit) {
        assertThatIllegalArgumentException().isThrownBy(() -> UnitEncoder.encode(unit));
    }
}
