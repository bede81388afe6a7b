import shop.pricing.Discount;

final class PricingChecks {
    static void run() {
        AllChecks.equal("20 percent off 1000", 800L, new Discount(20).off(1000));
    }
}
