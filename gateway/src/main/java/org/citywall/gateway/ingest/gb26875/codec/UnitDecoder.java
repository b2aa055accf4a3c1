package org.citywall.gateway.ingest.gb26875.codec;

import java.util.ArrayList;
import java.util.List;
import org.citywall.gateway.ingest.gb26875.codec.Unit.UserDefined;
import org.citywall.gateway.ingest.gb26875.codec.UnitException.Reason;

/** Bytes to application units. */
public final class UnitDecoder {
    private UnitDecoder() {}

    /**
     * Reads a unit. Its objects must fill it exactly; how many the standard allows of a type is not
     * looked at, the length already bounds it.
     */
    public static InfoUnit decode(byte[] unit) throws UnitException {
        if (unit.length < 2) {
            throw new UnitException(Reason.TOO_SHORT, unit.length);
        }
        UnitReader in = new UnitReader(unit);
        int type = in.u8();
        int count = in.u8();
        if (UnitTypes.isUserDefined(type)) {
            return InfoUnit.of(type, new UserDefined(count, in.rest()));
        }
        Layout<?> layout = Layouts.of(type);
        if (layout == null) {
            throw new UnitException(Reason.RESERVED_TYPE, 0);
        }
        if (count == 0) {
            throw new UnitException(Reason.NO_OBJECTS, 1);
        }
        List<Unit> objects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            objects.add(layout.read(in));
        }
        if (in.left() > 0) {
            throw new UnitException(Reason.LEFT_OVER, in.at());
        }
        return new InfoUnit(type, objects);
    }
}
