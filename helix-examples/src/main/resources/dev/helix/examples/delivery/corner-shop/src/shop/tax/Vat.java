package shop.tax;

/** The value added tax inside a price: 19 percent, rounded down to whole cents. */
public final class Vat {
    private Vat() {}

    public static long includedIn(long grossCents) {
        return grossCents * 19 / 119;
    }
}
