/** The runner of every check of the shop, which fails the process when one does not hold. */
public final class AllChecks {
    private static int passed;
    private static int failed;

    public static void main(String[] args) {
        PricingChecks.run();
        StockChecks.run();
        ReceiptChecks.run();
        System.out.println(passed + " checks passed, " + failed + " failed");
        if (failed > 0) {
            System.exit(1);
        }
    }

    static void equal(String what, Object expected, Object actual) {
        boolean holds = expected.equals(actual);
        report(holds, holds ? what : what + ": expected " + expected + ", was " + actual);
    }

    static void refused(String what, Runnable action) {
        try {
            action.run();
            report(false, what + ": was not refused");
        } catch (RuntimeException refusal) {
            report(true, what + ": " + refusal.getMessage());
        }
    }

    private static void report(boolean holds, String text) {
        System.out.println((holds ? "  ok      " : "  FAILED  ") + text);
        passed += holds ? 1 : 0;
        failed += holds ? 0 : 1;
    }
}
