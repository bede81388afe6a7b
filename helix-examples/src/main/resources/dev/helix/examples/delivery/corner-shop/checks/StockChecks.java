import shop.stock.Stock;

final class StockChecks {
    static void run() {
        Stock stock = new Stock();
        stock.put("coffee", 3);
        stock.take("coffee", 2);
        AllChecks.equal("one coffee is left", 1, stock.amountOf("coffee"));
    }
}
