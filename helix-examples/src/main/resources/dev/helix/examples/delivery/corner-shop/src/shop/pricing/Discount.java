package shop.pricing;

/** A discount that takes a percentage off a price in cents. */
public final class Discount {
    private final int percent;

    public Discount(int percent) {
        this.percent = percent;
    }

    public long off(long cents) {
        return cents - cents * percent / 100;
    }
}
