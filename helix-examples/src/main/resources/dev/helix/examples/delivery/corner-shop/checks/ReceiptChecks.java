import shop.receipt.Receipt;

final class ReceiptChecks {
    static void run() {
        AllChecks.equal("a receipt names the article", true, new Receipt().add("tea", 250).print().contains("tea"));
    }
}
