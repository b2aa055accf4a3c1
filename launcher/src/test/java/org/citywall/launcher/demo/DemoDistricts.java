package org.citywall.launcher.demo;

/** Districts that tests share: drawing one takes a second or two. */
final class DemoDistricts {
    /** The district of {@code ./citywall up}. */
    static final District DEFAULT = District.generate(District.DEFAULT_SEED, 1);

    private DemoDistricts() {}
}
