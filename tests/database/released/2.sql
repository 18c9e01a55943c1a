BEGIN TRANSACTION;
CREATE TABLE answer (
    key TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    payload TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE class (
    id INTEGER PRIMARY KEY,
    principals TEXT NOT NULL UNIQUE
);
INSERT INTO "class" VALUES(1,'["eu", "ms:AT", "ms:BE", "ms:BG", "ms:CY", "ms:CZ", "ms:DE", "ms:DK", "ms:EE", "ms:ES", "ms:FI", "ms:FR", "ms:GR", "ms:HR", "ms:HU", "ms:IE", "ms:IT", "ms:LT", "ms:LU", "ms:LV", "ms:MT", "ms:NL", "ms:PL", "ms:PT", "ms:RO", "ms:SE", "ms:SI", "ms:SK", "partner:QM"]');
INSERT INTO "class" VALUES(2,'["public"]');
INSERT INTO "class" VALUES(3,'["eu", "ms:AT", "ms:BE", "ms:BG", "ms:CY", "ms:CZ", "ms:DE", "ms:DK", "ms:EE", "ms:ES", "ms:FI", "ms:FR", "ms:GR", "ms:HR", "ms:HU", "ms:IE", "ms:IT", "ms:LT", "ms:LU", "ms:LV", "ms:MT", "ms:NL", "ms:PL", "ms:PT", "ms:RO", "ms:SE", "ms:SI", "ms:SK", "org:Development Bank of Marenia", "partner:QM"]');
INSERT INTO "class" VALUES(4,'["eu", "ms:AT", "ms:BE", "ms:BG", "ms:CY", "ms:CZ", "ms:DE", "ms:DK", "ms:EE", "ms:ES", "ms:FI", "ms:FR", "ms:GR", "ms:HR", "ms:HU", "ms:IE", "ms:IT", "ms:LT", "ms:LU", "ms:LV", "ms:MT", "ms:NL", "ms:PL", "ms:PT", "ms:RO", "ms:SE", "ms:SI", "ms:SK"]');
INSERT INTO "class" VALUES(5,'["eu"]');
INSERT INTO "class" VALUES(6,'["ms:IT"]');
INSERT INTO "class" VALUES(7,'["eu", "org:Ombuds office of Marenia", "partner:QM"]');
INSERT INTO "class" VALUES(8,'["partner:QM"]');
CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    home TEXT NOT NULL,
    element TEXT,
    at TEXT NOT NULL,
    payload TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "draft" VALUES('closed-marenia-e22xyi65tlt2','closings','marenia','e22xyi65tlt2','2026-10-01T09:30:00.000000Z','p1');
INSERT INTO "draft" VALUES('d1','p1','marenia','e74fhelw6y24','2026-10-01T09:30:00.000000Z','{"token": "t", "fields": {"words": "mine"}}');
INSERT INTO "draft" VALUES('w1','widenings','marenia','e74fhelw6y24','2026-10-01T09:30:00.000000Z','{"token": "t", "audience": ["eu", "partner:QM"], "person": "p2", "function": "Desk officer", "why": "They asked"}');
CREATE TABLE link (
    class INTEGER NOT NULL,
    n INTEGER NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (class, n),
    UNIQUE (class, before)
) WITHOUT ROWID;
INSERT INTO "link" VALUES(0,1,'records','marenia 2026-02-10T00:00:00.000000Z','0000000000000000000000000000000000000000000000000000000000000000','831e6abf0b08619b7761f4bca681ce80a945b9cb66d667a974d2eb3f41dcc56a');
INSERT INTO "link" VALUES(0,2,'joins','marenia partner:QM','831e6abf0b08619b7761f4bca681ce80a945b9cb66d667a974d2eb3f41dcc56a','d252bd921cea0771cd69f085953b33cedf8291628f9bee76dddcef3b93a15f8f');
INSERT INTO "link" VALUES(0,3,'records','marenia 2026-05-19T00:00:00.000000Z','d252bd921cea0771cd69f085953b33cedf8291628f9bee76dddcef3b93a15f8f','d636a86ffde7664c9bd77424669ff1c50b8140d633e6bc12869a1422f3ae4917');
INSERT INTO "link" VALUES(0,4,'records','marenia 2026-09-15T00:00:00.000000Z','d636a86ffde7664c9bd77424669ff1c50b8140d633e6bc12869a1422f3ae4917','a056c875c1c22aa71208f6926680df080795d4a4c1f2b7e2047a80ec2b9c5646');
INSERT INTO "link" VALUES(1,1,'opens','eac71632c2bf20d3e8348b78c2d45c9e','0000000000000000000000000000000000000000000000000000000000000000','c04fe14f0f89d0ed420cb9e18e8a788894a91325899e235878dc6229a1cf8db8');
INSERT INTO "link" VALUES(1,2,'opens','5bcfbcbb59f5dbcad25533297d2c7954','c04fe14f0f89d0ed420cb9e18e8a788894a91325899e235878dc6229a1cf8db8','13642d7047dc99fe1c8cb7370a759c4d68c0dafae2ab4bbfc5fdc74ffd143df5');
INSERT INTO "link" VALUES(1,3,'opens','ff702dc0cde121b55ff64007813dc0ea','13642d7047dc99fe1c8cb7370a759c4d68c0dafae2ab4bbfc5fdc74ffd143df5','450b27f908cadbf326fe16b075d32215c6ec4f8c9e85d9c95ce6084350a25e06');
INSERT INTO "link" VALUES(1,4,'opens','476e0108091db6b202d9b17c5eaf4136','450b27f908cadbf326fe16b075d32215c6ec4f8c9e85d9c95ce6084350a25e06','9b13c657289144eaa40fb9aabb343b91d6eda14e8bd37f5582dff15ee68f39aa');
INSERT INTO "link" VALUES(1,5,'closes','eac71632c2bf20d3e8348b78c2d45c9e','9b13c657289144eaa40fb9aabb343b91d6eda14e8bd37f5582dff15ee68f39aa','16114201f371d8cfd6e2e31bdac13ba9dc702e997b88c2d934598861b9c48db3');
INSERT INTO "link" VALUES(1,6,'opens','f9f00870e709ef9acf10aea007f237cf','16114201f371d8cfd6e2e31bdac13ba9dc702e997b88c2d934598861b9c48db3','b11d390ed182ce82b3cd6b165e577804245ae3ee9393a7f118c85c2923b0ffd1');
INSERT INTO "link" VALUES(1,7,'closes','f9f00870e709ef9acf10aea007f237cf','b11d390ed182ce82b3cd6b165e577804245ae3ee9393a7f118c85c2923b0ffd1','2f25acfe3ccf713d9f9f11e3036053cce4114172bf45ad68ae4613826f793855');
INSERT INTO "link" VALUES(1,8,'opens','d01f5b905b8c567121e43e9e9de21278','2f25acfe3ccf713d9f9f11e3036053cce4114172bf45ad68ae4613826f793855','8709042fd89238e91dd57efee10383ba0f8152c21bc7cd158e47c64d929d8767');
INSERT INTO "link" VALUES(1,9,'opens','0ef48062b5df506ac84acf66a3245359','8709042fd89238e91dd57efee10383ba0f8152c21bc7cd158e47c64d929d8767','778130b507233103c4552585588589a3c99ce37a0ad2011af060fa8e4b7b0ada');
INSERT INTO "link" VALUES(2,1,'opens','ac92f67945ecce57f30921e41453b173','0000000000000000000000000000000000000000000000000000000000000000','cbc68cc50e185cfb026233c22ea8b36c3af618868633f6d7653b870c99028efd');
INSERT INTO "link" VALUES(2,2,'opens','94b49e5ee6cb8b27914d6a09721f1d22','cbc68cc50e185cfb026233c22ea8b36c3af618868633f6d7653b870c99028efd','41c0823fe4de9ee4c01a3ecc56356660f342cfc4904f94de20c97978b1c85b10');
INSERT INTO "link" VALUES(2,3,'opens','1ad27a078f2df89106fdf8e0beaec442','41c0823fe4de9ee4c01a3ecc56356660f342cfc4904f94de20c97978b1c85b10','474d54c1bcc8f625496597d240f9b1034686a2242cd86cd111e224ea86d353e8');
INSERT INTO "link" VALUES(2,4,'opens','bc40d769d52a859e10f6e61c891dbc09','474d54c1bcc8f625496597d240f9b1034686a2242cd86cd111e224ea86d353e8','8d8cca198989efc96dfcbbd185102b6b0eb5b920bd5daf69df9755553e1e0cfc');
INSERT INTO "link" VALUES(2,5,'opens','bacaeaf9287249c2a5312b595b0e4916','8d8cca198989efc96dfcbbd185102b6b0eb5b920bd5daf69df9755553e1e0cfc','1229045d0f327d345390f12c46be0ee78d15175c60abfee9ff941754c80d059e');
INSERT INTO "link" VALUES(2,6,'opens','5e04fc40fd2aaf6f90b36c11f33651b6','1229045d0f327d345390f12c46be0ee78d15175c60abfee9ff941754c80d059e','bd95aa51ef542a183b6e15ea13e6e2cd2d6beb1c50746557ae05e6008210f89b');
INSERT INTO "link" VALUES(2,7,'opens','1758187feb0554a6f7820483c10c4ef0','bd95aa51ef542a183b6e15ea13e6e2cd2d6beb1c50746557ae05e6008210f89b','0a165f57d8eda14779063c1150b1504fd9c78bf9886d8a5f2fc80a898be840fc');
INSERT INTO "link" VALUES(2,8,'opens','35dcaa608be883adc421f5e583e8dfbb','0a165f57d8eda14779063c1150b1504fd9c78bf9886d8a5f2fc80a898be840fc','3fb24d6813cb2a818568078d28a3af8c5a491cdea43a73afd6b0adb04dce3272');
INSERT INTO "link" VALUES(2,9,'opens','f14198b0c9acfd36918035d447414380','3fb24d6813cb2a818568078d28a3af8c5a491cdea43a73afd6b0adb04dce3272','cbafd4fddc821584912d91fbf910ec57bab95373e31298b131ff90df991aa6ac');
INSERT INTO "link" VALUES(2,10,'opens','6b6150238afedd0b10099b98ee6aee7f','cbafd4fddc821584912d91fbf910ec57bab95373e31298b131ff90df991aa6ac','fca2287a5c077fdf02b49de6ce4eecd0ae7915119203f0bc213f7c76de104863');
INSERT INTO "link" VALUES(2,11,'opens','4652c854d126b78e006cb75b3ade6364','fca2287a5c077fdf02b49de6ce4eecd0ae7915119203f0bc213f7c76de104863','3b434ec3f802f1b9754129cc9dfa1987269e37c4ac3bfe5d284f0aa917290ac0');
INSERT INTO "link" VALUES(2,12,'opens','237239e2d4c1c24d7001aa3b649f0b21','3b434ec3f802f1b9754129cc9dfa1987269e37c4ac3bfe5d284f0aa917290ac0','de26145c24d48fa248288552893a87607e004fbb08049521de002ce8e522f99d');
INSERT INTO "link" VALUES(2,13,'opens','d2d31479d6fe7e72c21583bc8f289e9f','de26145c24d48fa248288552893a87607e004fbb08049521de002ce8e522f99d','708b825a2e6b93ba5e8101e3759783ec33ab7b9f2b98766a58672bb52b64c4a3');
INSERT INTO "link" VALUES(2,14,'opens','fa937a69abb37f06021d8cf8858522aa','708b825a2e6b93ba5e8101e3759783ec33ab7b9f2b98766a58672bb52b64c4a3','de4401340bca034beb3d70fb7582d6796e137856103eb940800576108bc4d1b7');
INSERT INTO "link" VALUES(2,15,'opens','520ff1490fa40f1da916f1aea6330e85','de4401340bca034beb3d70fb7582d6796e137856103eb940800576108bc4d1b7','3b720bb8639b8e6094ac751a9ec98ecba96d8947d2fe6d13fc2f66d9725886ca');
INSERT INTO "link" VALUES(2,16,'opens','525bf778fa3d9467d76c22e24e4644b9','3b720bb8639b8e6094ac751a9ec98ecba96d8947d2fe6d13fc2f66d9725886ca','bdff4bb80eed6af515746c017f436fc92c57909d4762ea95c3d5a6afd6602fc8');
INSERT INTO "link" VALUES(2,17,'closes','ac92f67945ecce57f30921e41453b173','bdff4bb80eed6af515746c017f436fc92c57909d4762ea95c3d5a6afd6602fc8','8015fd16a28497e7ec4ab9f7a7759da50259542eaf60d28f778063f19b784a94');
INSERT INTO "link" VALUES(2,18,'opens','6f046552360ef0e99e8986b6e47a399a','8015fd16a28497e7ec4ab9f7a7759da50259542eaf60d28f778063f19b784a94','50e065bfbe1cafab08deff14ebcd4b2d4a2f295f06e69779f35e5c7631d385f4');
INSERT INTO "link" VALUES(2,19,'closes','94b49e5ee6cb8b27914d6a09721f1d22','50e065bfbe1cafab08deff14ebcd4b2d4a2f295f06e69779f35e5c7631d385f4','e341cb66c77be9e55f60d0e33ff9d19a2ad41687c9e5230dca61a943bea9aa22');
INSERT INTO "link" VALUES(2,20,'opens','48972bedd2ed847ce28b7e0fc204072b','e341cb66c77be9e55f60d0e33ff9d19a2ad41687c9e5230dca61a943bea9aa22','98c9452761b15bfc09882ca57fa5aa022feef7f18a5dafe14570902aae6b3b7b');
INSERT INTO "link" VALUES(2,21,'closes','35dcaa608be883adc421f5e583e8dfbb','98c9452761b15bfc09882ca57fa5aa022feef7f18a5dafe14570902aae6b3b7b','976f9b6aa04f0673fc191e646854b67365e9d2ea58a1ea848e070d9e28246f4c');
INSERT INTO "link" VALUES(2,22,'opens','6aef536d89b89ffadc59996ae382ce45','976f9b6aa04f0673fc191e646854b67365e9d2ea58a1ea848e070d9e28246f4c','16d0a6c4fa8a193f8d7a8537a43e663f60e0540adba7f51b6b0f82c937d4ce53');
INSERT INTO "link" VALUES(2,23,'says','1de4a5726032b44d10deb7038097d8ca','16d0a6c4fa8a193f8d7a8537a43e663f60e0540adba7f51b6b0f82c937d4ce53','91207fbd703af670c623d9bc342d0f6eea73675f97222900369c3310ad6a29e6');
INSERT INTO "link" VALUES(2,24,'closes','6f046552360ef0e99e8986b6e47a399a','91207fbd703af670c623d9bc342d0f6eea73675f97222900369c3310ad6a29e6','bb21f314895ab236fc2e2fbff895e34d7bb12652d4081895a8cbb6beacfde8c5');
INSERT INTO "link" VALUES(2,25,'opens','6bd2fa82903d1f3ff4e035465bb96daf','bb21f314895ab236fc2e2fbff895e34d7bb12652d4081895a8cbb6beacfde8c5','58df34e018131f363d16c2a2f1eb85e104510b5befd70bc4dc9e63a10b35bdc7');
INSERT INTO "link" VALUES(2,26,'closes','48972bedd2ed847ce28b7e0fc204072b','58df34e018131f363d16c2a2f1eb85e104510b5befd70bc4dc9e63a10b35bdc7','608d2b6f32225e0a0cbf1ba3cf080fd10bf059b02eb199914b89d1a700e63660');
INSERT INTO "link" VALUES(2,27,'opens','a293f097b215e78df2f11f3a9f040df0','608d2b6f32225e0a0cbf1ba3cf080fd10bf059b02eb199914b89d1a700e63660','705b88bbbff07974b4eef810e9498858144bf70d74db346245ae96c16db26502');
INSERT INTO "link" VALUES(3,1,'opens','460e231822f159987a594419fd9b688d','0000000000000000000000000000000000000000000000000000000000000000','646e735ce0bc3fc6617e85eaf42178fb0a39cdfefeda663f8b0b395cd296698d');
INSERT INTO "link" VALUES(3,2,'opens','3c5a229be3dc10291fd4763835af950a','646e735ce0bc3fc6617e85eaf42178fb0a39cdfefeda663f8b0b395cd296698d','6fedd753aad7916f05694eb12224b5c5ada38e3b1322d58684cbc59233b26f9d');
INSERT INTO "link" VALUES(3,3,'closes','460e231822f159987a594419fd9b688d','6fedd753aad7916f05694eb12224b5c5ada38e3b1322d58684cbc59233b26f9d','6395dcbaea30d0e69affc406cfb6ab10f772fcecce24ff77716573b104bb7b94');
INSERT INTO "link" VALUES(3,4,'opens','499d9c444a4662195d6c2cdc09fcf688','6395dcbaea30d0e69affc406cfb6ab10f772fcecce24ff77716573b104bb7b94','ff70471540beca92164d331c661421e6af7c7edfec592789aa393ccc4273def8');
INSERT INTO "link" VALUES(3,5,'closes','499d9c444a4662195d6c2cdc09fcf688','ff70471540beca92164d331c661421e6af7c7edfec592789aa393ccc4273def8','647b5555fc1efe38ec726e5222ebabd536adce15a52f66975ad2d21bbe09a9ce');
INSERT INTO "link" VALUES(3,6,'opens','3e7b11bcd34b619509a34bef87f9b767','647b5555fc1efe38ec726e5222ebabd536adce15a52f66975ad2d21bbe09a9ce','d14da27d9b145816ebf84494733eae18e6306b4c72b564288692d513a5572ae0');
INSERT INTO "link" VALUES(3,7,'closes','3c5a229be3dc10291fd4763835af950a','d14da27d9b145816ebf84494733eae18e6306b4c72b564288692d513a5572ae0','ea68d552592b923929646d071fb06c2f91b47772646842d430509d10eef0ed7f');
INSERT INTO "link" VALUES(3,8,'opens','3c2f4611d81fe6c6e2369d250cb0458f','ea68d552592b923929646d071fb06c2f91b47772646842d430509d10eef0ed7f','5aa133d6a8a4da4e13e4ee0e162b4d7534f7fb4e4f2e9f8801452b033ecced19');
INSERT INTO "link" VALUES(3,9,'opens','deb9cdce20283d03c08679b32b8669af','5aa133d6a8a4da4e13e4ee0e162b4d7534f7fb4e4f2e9f8801452b033ecced19','ad13bd2d93ab9ddd70f6dafb151420252c6523580da6e33fc47b27a78bc2b44e');
INSERT INTO "link" VALUES(4,1,'opens','7fb964c1ec778cf8ea773492a90543a3','0000000000000000000000000000000000000000000000000000000000000000','e872fc71abc843a936545afd9d9d808476de1e251f571667fc70f1a9116273fd');
INSERT INTO "link" VALUES(4,2,'opens','f957e2398d010c3b39b3e5f17f1ab89f','e872fc71abc843a936545afd9d9d808476de1e251f571667fc70f1a9116273fd','6370bc8077c199d0fff5d2c509947218da7f54d8d3bc9d10e0d437da71ed9373');
INSERT INTO "link" VALUES(5,1,'opens','e4952f154bf5a3fb812b59d403a97de0','0000000000000000000000000000000000000000000000000000000000000000','c9c5e049da36d10531a3202b215877c13e9ead962155a9deb766f4be202c0b18');
INSERT INTO "link" VALUES(6,1,'opens','dc7be183125b6a553c3ee50cb055b7e5','0000000000000000000000000000000000000000000000000000000000000000','1178ce175ed6a52c26bf30d08c998f2e65237eb8cfadb1612c065b6a2c24670c');
INSERT INTO "link" VALUES(7,1,'opens','e01ed0b1985805b87512b956a9b8d08d','0000000000000000000000000000000000000000000000000000000000000000','5cd2321606d2e7af71e2993798a6e137d0aafcb0a795ce70d1e520a80831d6f7');
INSERT INTO "link" VALUES(8,1,'opens','3ba1b8d72409bf6876ef61577d6e3109','0000000000000000000000000000000000000000000000000000000000000000','e12a585894de82125adddcd20f1161817156a838c0dcb784997bb8bb97f0d05b');
CREATE TABLE member (
    class INTEGER NOT NULL REFERENCES class,
    principal TEXT NOT NULL,
    PRIMARY KEY (class, principal)
) WITHOUT ROWID;
INSERT INTO "member" VALUES(1,'eu');
INSERT INTO "member" VALUES(1,'ms:AT');
INSERT INTO "member" VALUES(1,'ms:BE');
INSERT INTO "member" VALUES(1,'ms:BG');
INSERT INTO "member" VALUES(1,'ms:CY');
INSERT INTO "member" VALUES(1,'ms:CZ');
INSERT INTO "member" VALUES(1,'ms:DE');
INSERT INTO "member" VALUES(1,'ms:DK');
INSERT INTO "member" VALUES(1,'ms:EE');
INSERT INTO "member" VALUES(1,'ms:ES');
INSERT INTO "member" VALUES(1,'ms:FI');
INSERT INTO "member" VALUES(1,'ms:FR');
INSERT INTO "member" VALUES(1,'ms:GR');
INSERT INTO "member" VALUES(1,'ms:HR');
INSERT INTO "member" VALUES(1,'ms:HU');
INSERT INTO "member" VALUES(1,'ms:IE');
INSERT INTO "member" VALUES(1,'ms:IT');
INSERT INTO "member" VALUES(1,'ms:LT');
INSERT INTO "member" VALUES(1,'ms:LU');
INSERT INTO "member" VALUES(1,'ms:LV');
INSERT INTO "member" VALUES(1,'ms:MT');
INSERT INTO "member" VALUES(1,'ms:NL');
INSERT INTO "member" VALUES(1,'ms:PL');
INSERT INTO "member" VALUES(1,'ms:PT');
INSERT INTO "member" VALUES(1,'ms:RO');
INSERT INTO "member" VALUES(1,'ms:SE');
INSERT INTO "member" VALUES(1,'ms:SI');
INSERT INTO "member" VALUES(1,'ms:SK');
INSERT INTO "member" VALUES(1,'partner:QM');
INSERT INTO "member" VALUES(2,'public');
INSERT INTO "member" VALUES(3,'eu');
INSERT INTO "member" VALUES(3,'ms:AT');
INSERT INTO "member" VALUES(3,'ms:BE');
INSERT INTO "member" VALUES(3,'ms:BG');
INSERT INTO "member" VALUES(3,'ms:CY');
INSERT INTO "member" VALUES(3,'ms:CZ');
INSERT INTO "member" VALUES(3,'ms:DE');
INSERT INTO "member" VALUES(3,'ms:DK');
INSERT INTO "member" VALUES(3,'ms:EE');
INSERT INTO "member" VALUES(3,'ms:ES');
INSERT INTO "member" VALUES(3,'ms:FI');
INSERT INTO "member" VALUES(3,'ms:FR');
INSERT INTO "member" VALUES(3,'ms:GR');
INSERT INTO "member" VALUES(3,'ms:HR');
INSERT INTO "member" VALUES(3,'ms:HU');
INSERT INTO "member" VALUES(3,'ms:IE');
INSERT INTO "member" VALUES(3,'ms:IT');
INSERT INTO "member" VALUES(3,'ms:LT');
INSERT INTO "member" VALUES(3,'ms:LU');
INSERT INTO "member" VALUES(3,'ms:LV');
INSERT INTO "member" VALUES(3,'ms:MT');
INSERT INTO "member" VALUES(3,'ms:NL');
INSERT INTO "member" VALUES(3,'ms:PL');
INSERT INTO "member" VALUES(3,'ms:PT');
INSERT INTO "member" VALUES(3,'ms:RO');
INSERT INTO "member" VALUES(3,'ms:SE');
INSERT INTO "member" VALUES(3,'ms:SI');
INSERT INTO "member" VALUES(3,'ms:SK');
INSERT INTO "member" VALUES(3,'org:Development Bank of Marenia');
INSERT INTO "member" VALUES(3,'partner:QM');
INSERT INTO "member" VALUES(4,'eu');
INSERT INTO "member" VALUES(4,'ms:AT');
INSERT INTO "member" VALUES(4,'ms:BE');
INSERT INTO "member" VALUES(4,'ms:BG');
INSERT INTO "member" VALUES(4,'ms:CY');
INSERT INTO "member" VALUES(4,'ms:CZ');
INSERT INTO "member" VALUES(4,'ms:DE');
INSERT INTO "member" VALUES(4,'ms:DK');
INSERT INTO "member" VALUES(4,'ms:EE');
INSERT INTO "member" VALUES(4,'ms:ES');
INSERT INTO "member" VALUES(4,'ms:FI');
INSERT INTO "member" VALUES(4,'ms:FR');
INSERT INTO "member" VALUES(4,'ms:GR');
INSERT INTO "member" VALUES(4,'ms:HR');
INSERT INTO "member" VALUES(4,'ms:HU');
INSERT INTO "member" VALUES(4,'ms:IE');
INSERT INTO "member" VALUES(4,'ms:IT');
INSERT INTO "member" VALUES(4,'ms:LT');
INSERT INTO "member" VALUES(4,'ms:LU');
INSERT INTO "member" VALUES(4,'ms:LV');
INSERT INTO "member" VALUES(4,'ms:MT');
INSERT INTO "member" VALUES(4,'ms:NL');
INSERT INTO "member" VALUES(4,'ms:PL');
INSERT INTO "member" VALUES(4,'ms:PT');
INSERT INTO "member" VALUES(4,'ms:RO');
INSERT INTO "member" VALUES(4,'ms:SE');
INSERT INTO "member" VALUES(4,'ms:SI');
INSERT INTO "member" VALUES(4,'ms:SK');
INSERT INTO "member" VALUES(5,'eu');
INSERT INTO "member" VALUES(6,'ms:IT');
INSERT INTO "member" VALUES(7,'eu');
INSERT INTO "member" VALUES(7,'org:Ombuds office of Marenia');
INSERT INTO "member" VALUES(7,'partner:QM');
INSERT INTO "member" VALUES(8,'partner:QM');
CREATE TABLE part (
    home TEXT NOT NULL,
    principal TEXT NOT NULL,
    PRIMARY KEY (home, principal)
) WITHOUT ROWID;
INSERT INTO "part" VALUES('marenia','partner:QM');
CREATE TABLE reason (
    token TEXT PRIMARY KEY,
    home TEXT NOT NULL,
    at TEXT NOT NULL,
    place INTEGER NOT NULL,
    class INTEGER NOT NULL REFERENCES class,
    payload TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "reason" VALUES('1de4a5726032b44d10deb7038097d8ca','marenia','2026-05-19T00:00:00.000000Z',0,2,'{"element":"ezc6ov6bkhxz","field":"needs","reason":{"en":"the fleet study replaces the estimate","fr":"l’étude de la flotte remplace l’estimation","de":"die Flottenstudie ersetzt die Schätzung","ar":"تحل دراسة الأسطول محل التقدير"}}');
CREATE TABLE revision (
    home TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (home, at)
) WITHOUT ROWID;
INSERT INTO "revision" VALUES('marenia','2026-02-10T00:00:00.000000Z','eu','{"en":"Roadmap as sent to the second joint committee","fr":"Feuille de route transmise au deuxième comité mixte","de":"Fahrplan, wie dem zweiten gemeinsamen Ausschuss übermittelt","ar":"خارطة الطريق كما أحيلت إلى اللجنة المشتركة الثانية"}');
INSERT INTO "revision" VALUES('marenia','2026-05-19T00:00:00.000000Z','eu','{"en":"Roadmap as sent to the third joint committee","fr":"Feuille de route transmise au troisième comité mixte","de":"Fahrplan, wie dem dritten gemeinsamen Ausschuss übermittelt","ar":"خارطة الطريق كما أحيلت إلى اللجنة المشتركة الثالثة"}');
INSERT INTO "revision" VALUES('marenia','2026-09-15T00:00:00.000000Z','eu','{"en":"Roadmap as sent to the fourth joint committee","fr":"Feuille de route transmise au quatrième comité mixte","de":"Fahrplan, wie dem vierten gemeinsamen Ausschuss übermittelt","ar":"خارطة الطريق كما أحيلت إلى اللجنة المشتركة الرابعة"}');
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "setting" VALUES('schema','2');
CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    content BLOB NOT NULL
);
CREATE TABLE version (
    token TEXT PRIMARY KEY,
    home TEXT NOT NULL,
    element TEXT NOT NULL,
    kind TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    class INTEGER NOT NULL REFERENCES class,
    payload TEXT NOT NULL,
    UNIQUE (home, element, since)
) WITHOUT ROWID;
INSERT INTO "version" VALUES('0ef48062b5df506ac84acf66a3245359','marenia','e2ugixv4yqoi','entry','2026-09-15T00:00:00.000000Z',NULL,1,'{"id":"e2ugixv4yqoi","kind":"entry","home":"marenia","parent":"e22xyi65tlt2","number":null,"audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","partner:QM"],"entry":"state_of_play","words":{"en":"Two of three vessels delivered. The yard names mid-November for the third.","fr":"Deux navires sur trois livrés. Le chantier annonce la mi-novembre pour le troisième.","de":"Zwei von drei Schiffen geliefert. Die Werft nennt Mitte November für das dritte.","ar":"سلمت سفينتان من ثلاث. ويذكر الحوض منتصف نوفمبر للثالثة."},"as_of":"2026-09-14","author":"eu"}');
INSERT INTO "version" VALUES('1758187feb0554a6f7820483c10c4ef0','marenia','eypuradfselo','objective','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"eypuradfselo","kind":"objective","home":"marenia","parent":"e2wll6vc7cte","number":"6.1","audience":["public"],"title":{"en":"Both sides know each quarter where the partnership stands","fr":"Chaque trimestre, les deux parties savent où en est le partenariat","de":"Beide Seiten wissen jedes Quartal, wo die Partnerschaft steht","ar":"يعرف الطرفان كل ربع سنة أين تقف الشراكة"},"rank":11}');
INSERT INTO "version" VALUES('1ad27a078f2df89106fdf8e0beaec442','marenia','egwv5woeoedn','objective','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"egwv5woeoedn","kind":"objective","home":"marenia","parent":"e2yhys4y3n66","number":"2.1","audience":["public"],"title":{"en":"Skilled workers move by a lawful and quick way","fr":"Les travailleurs qualifiés circulent par une voie légale et rapide","de":"Fachkräfte kommen auf legalem und schnellem Weg","ar":"ينتقل العمال المهرة بسبيل قانوني وسريع"},"rank":2,"lapses":"2028-06-30","needs":[{"amount":{"amount":"22000000.00","currency":"EUR"},"method":{"en":"800 courses and 400 files at the cost of the pilot","fr":"800 formations et 400 dossiers, au coût du projet pilote","de":"800 Kurse und 400 Akten zu den Kosten des Pilotprojekts","ar":"800 دورة و400 ملف بتكلفة المشروع التجريبي"},"source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}]}');
INSERT INTO "version" VALUES('237239e2d4c1c24d7001aa3b649f0b21','marenia','etvol4zkd4wj','pillar','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"etvol4zkd4wj","kind":"pillar","home":"marenia","parent":"e347vh2guj6o","number":"3","audience":["public"],"title":{"en":"Protection and asylum","fr":"Protection et asile","de":"Schutz und Asyl","ar":"الحماية واللجوء"},"domain":"3"}');
INSERT INTO "version" VALUES('35dcaa608be883adc421f5e583e8dfbb','marenia','ezc6ov6bkhxz','objective','2026-02-10T00:00:00.000000Z','2026-05-19T00:00:00.000000Z',2,'{"id":"ezc6ov6bkhxz","kind":"objective","home":"marenia","parent":"ewcdmiixzssz","number":"4.1","audience":["public"],"title":{"en":"Fewer people risk the crossing, and those in distress are rescued","fr":"Moins de personnes risquent la traversée et celles en détresse sont secourues","de":"Weniger Menschen wagen die Überfahrt, und wer in Not ist, wird gerettet","ar":"يقل من يخاطرون بالعبور وينقذ من هم في خطر"},"rank":1,"lapses":"2028-06-30","needs":[{"amount":{"amount":"31000000.00","currency":"EUR"},"method":{"en":"estimate of the coast guard","fr":"estimation des garde-côtes","de":"Schätzung der Küstenwache","ar":"تقدير خفر السواحل"},"source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}]}');
INSERT INTO "version" VALUES('3ba1b8d72409bf6876ef61577d6e3109','marenia','ep5odnytfjlk','entry','2026-09-15T00:00:00.000000Z',NULL,8,'{"id":"ep5odnytfjlk","kind":"entry","home":"marenia","parent":"eftxjsyr6eev","number":null,"audience":["partner:QM"],"entry":"note","words":{"fr":"L’Intérieur a un texte ; les Affaires étrangères veulent d’abord le nombre de places.","en":"Interior ministry has a text; foreign ministry wants the number of places first.","de":"Das Innenministerium hat einen Text; das Außenministerium will zuerst die Zahl der Plätze.","ar":"لدى وزارة الداخلية نص؛ وتريد وزارة الخارجية عدد الأماكن أولا."},"as_of":"2026-09-02","author":"partner:QM"}');
INSERT INTO "version" VALUES('3c2f4611d81fe6c6e2369d250cb0458f','marenia','efanauduybkg','contribution','2026-09-15T00:00:00.000000Z',NULL,3,'{"id":"efanauduybkg","kind":"contribution","home":"marenia","parent":"eiaxyoxlkiri","number":null,"audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","org:Development Bank of Marenia","partner:QM"],"sources":[{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}],"title":{"en":"Loan for small firms in the Ombra valley","fr":"Prêt aux petites entreprises de la vallée de l’Ombra","de":"Darlehen für Kleinbetriebe im Ombra-Tal","ar":"قرض للشركات الصغيرة في وادي أومبرا"},"donors":["org:Development Bank of Marenia"],"form":"loan","instrument":{"missing":"not_applicable"},"instrument_words":{"en":"own resources of the bank","fr":"ressources propres de la banque","de":"Eigenmittel der Bank","ar":"الموارد الذاتية للبنك"},"tool":"investment","place":{"en":"Ombra valley","fr":"Vallée de l’Ombra","de":"Ombra-Tal","ar":"وادي أومبرا"},"period":{"phrase":"2026-2027","precision":"interval","first":"2026-01-01","last":"2027-12-31"},"primary_purpose":{"en":"growth of small firms","fr":"croissance des petites entreprises","de":"Wachstum kleiner Betriebe","ar":"نمو الشركات الصغيرة"},"steps":[{"state":"announced","amount":{"amount":"6000000.00","currency":"EUR"},"day":"2025-11-05","source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}},{"state":"committed","amount":{"amount":"6000000.00","currency":"EUR"},"day":"2026-06-02","source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}},{"state":"contracted","amount":{"amount":"6000000.00","currency":"EUR"},"day":"2026-08-03","source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}]}');
INSERT INTO "version" VALUES('3c5a229be3dc10291fd4763835af950a','marenia','efanauduybkg','contribution','2026-02-10T00:00:00.000000Z','2026-09-15T00:00:00.000000Z',3,'{"id":"efanauduybkg","kind":"contribution","home":"marenia","parent":"eiaxyoxlkiri","number":null,"audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","org:Development Bank of Marenia","partner:QM"],"sources":[{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}],"title":{"en":"Loan for small firms in the Ombra valley","fr":"Prêt aux petites entreprises de la vallée de l’Ombra","de":"Darlehen für Kleinbetriebe im Ombra-Tal","ar":"قرض للشركات الصغيرة في وادي أومبرا"},"donors":["org:Development Bank of Marenia"],"form":"loan","instrument":{"missing":"not_applicable"},"instrument_words":{"en":"own resources of the bank","fr":"ressources propres de la banque","de":"Eigenmittel der Bank","ar":"الموارد الذاتية للبنك"},"tool":"investment","place":{"en":"Ombra valley","fr":"Vallée de l’Ombra","de":"Ombra-Tal","ar":"وادي أومبرا"},"period":{"phrase":"2026-2027","precision":"interval","first":"2026-01-01","last":"2027-12-31"},"primary_purpose":{"en":"growth of small firms","fr":"croissance des petites entreprises","de":"Wachstum kleiner Betriebe","ar":"نمو الشركات الصغيرة"},"steps":[{"state":"announced","amount":{"amount":"6000000.00","currency":"EUR"},"day":"2025-11-05","source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}]}');
INSERT INTO "version" VALUES('3e7b11bcd34b619509a34bef87f9b767','marenia','ehlkkwywygsg','action','2026-09-15T00:00:00.000000Z',NULL,3,'{"id":"ehlkkwywygsg","kind":"action","home":"marenia","parent":"eiaxyoxlkiri","number":"1.1.4","audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","org:Development Bank of Marenia","partner:QM"],"title":{"en":"Open a credit line for small firms in the Ombra valley","fr":"Ouvrir une ligne de crédit pour les petites entreprises de la vallée de l’Ombra","de":"Kreditlinie für Kleinbetriebe im Ombra-Tal eröffnen","ar":"فتح خط ائتمان للشركات الصغيرة في وادي أومبرا"},"owner":"ms:IT","side":"ms","tool":"investment","nature":"project","starts":{"phrase":"15 June 2026","precision":"day","first":"2026-06-15","last":"2026-06-15"},"due":{"phrase":"11 September 2026","precision":"day","first":"2026-09-11","last":"2026-09-11"},"changes":[{"at":"2026-03-17","field":"due","old":{"phrase":"29 May 2026","precision":"day","first":"2026-05-29","last":"2026-05-29"},"new":{"phrase":"11 September 2026","precision":"day","first":"2026-09-11","last":"2026-09-11"},"source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}],"length":45,"state":"planned","done":"0","delay_reason":{"en":"the Italian share has been announced but not committed","fr":"la part italienne est annoncée mais non engagée","de":"der italienische Anteil wurde angekündigt, aber nicht gebunden","ar":"أعلنت الحصة الإيطالية ولم يلتزم بها"},"risk_to_people":false}');
INSERT INTO "version" VALUES('460e231822f159987a594419fd9b688d','marenia','ehlkkwywygsg','action','2026-02-10T00:00:00.000000Z','2026-05-19T00:00:00.000000Z',3,'{"id":"ehlkkwywygsg","kind":"action","home":"marenia","parent":"eiaxyoxlkiri","number":"1.1.4","audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","org:Development Bank of Marenia","partner:QM"],"title":{"en":"Open a credit line for small firms in the Ombra valley","fr":"Ouvrir une ligne de crédit pour les petites entreprises de la vallée de l’Ombra","de":"Kreditlinie für Kleinbetriebe im Ombra-Tal eröffnen","ar":"فتح خط ائتمان للشركات الصغيرة في وادي أومبرا"},"owner":"ms:IT","side":"ms","tool":"investment","nature":"project","starts":{"phrase":"15 June 2026","precision":"day","first":"2026-06-15","last":"2026-06-15"},"due":{"phrase":"29 May 2026","precision":"day","first":"2026-05-29","last":"2026-05-29"},"length":45,"state":"planned","done":"0","risk_to_people":false}');
INSERT INTO "version" VALUES('4652c854d126b78e006cb75b3ade6364','marenia','elft57zrfvxd','pillar','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"elft57zrfvxd","kind":"pillar","home":"marenia","parent":"e347vh2guj6o","number":"1","audience":["public"],"title":{"en":"Work and root causes","fr":"Emploi et causes profondes","de":"Arbeit und tiefere Ursachen","ar":"العمل والأسباب الجذرية"},"domain":"1"}');
INSERT INTO "version" VALUES('476e0108091db6b202d9b17c5eaf4136','marenia','e7yrxqftn77n','position','2026-02-10T00:00:00.000000Z',NULL,1,'{"id":"e7yrxqftn77n","kind":"position","home":"marenia","parent":"e347vh2guj6o","number":null,"audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","partner:QM"],"position":"need","side":"partner:QM","words":{"fr":"trois navires capables de secourir par gros temps","en":"three vessels that can rescue in heavy weather","de":"drei Schiffe, die bei schwerem Wetter retten können","ar":"ثلاث سفن تستطيع الإنقاذ في البحر الهائج"},"said_on":"2025-10-16","rank":1}');
INSERT INTO "version" VALUES('48972bedd2ed847ce28b7e0fc204072b','marenia','edxcyvdqsh37','action','2026-05-19T00:00:00.000000Z','2026-09-15T00:00:00.000000Z',2,'{"id":"edxcyvdqsh37","kind":"action","home":"marenia","parent":"eypuradfselo","number":"6.1.3","audience":["public"],"title":{"en":"Open a route for complaints","fr":"Ouvrir une voie de recours","de":"Beschwerdeweg eröffnen","ar":"فتح باب للشكاوى"},"owner":"org:Ombuds office of Marenia","side":"partner","tool":"diplomacy","nature":"policy","codes":[{"vocabulary":"gcm","code":"17"}],"starts":{"phrase":"2 March 2026","precision":"day","first":"2026-03-02","last":"2026-03-02"},"due":{"phrase":"1 September 2026","precision":"day","first":"2026-09-01","last":"2026-09-01"},"began":"2026-03-02","length":110,"state":"under_way","done":"0.4","risk_to_people":false}');
INSERT INTO "version" VALUES('499d9c444a4662195d6c2cdc09fcf688','marenia','ehlkkwywygsg','action','2026-05-19T00:00:00.000000Z','2026-09-15T00:00:00.000000Z',3,'{"id":"ehlkkwywygsg","kind":"action","home":"marenia","parent":"eiaxyoxlkiri","number":"1.1.4","audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","org:Development Bank of Marenia","partner:QM"],"title":{"en":"Open a credit line for small firms in the Ombra valley","fr":"Ouvrir une ligne de crédit pour les petites entreprises de la vallée de l’Ombra","de":"Kreditlinie für Kleinbetriebe im Ombra-Tal eröffnen","ar":"فتح خط ائتمان للشركات الصغيرة في وادي أومبرا"},"owner":"ms:IT","side":"ms","tool":"investment","nature":"project","starts":{"phrase":"15 June 2026","precision":"day","first":"2026-06-15","last":"2026-06-15"},"due":{"phrase":"11 September 2026","precision":"day","first":"2026-09-11","last":"2026-09-11"},"changes":[{"at":"2026-03-17","field":"due","old":{"phrase":"29 May 2026","precision":"day","first":"2026-05-29","last":"2026-05-29"},"new":{"phrase":"11 September 2026","precision":"day","first":"2026-09-11","last":"2026-09-11"},"source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}],"length":45,"state":"planned","done":"0","risk_to_people":false}');
INSERT INTO "version" VALUES('520ff1490fa40f1da916f1aea6330e85','marenia','emiqhnrpjlyt','position','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"emiqhnrpjlyt","kind":"position","home":"marenia","parent":"e347vh2guj6o","number":null,"audience":["public"],"position":"need","side":"partner:QM","words":{"fr":"une aide pour les écoles et les soins là où vivent les réfugiés","en":"help for schools and health care where refugees live","de":"Hilfe für Schulen und Gesundheitsversorgung, wo Flüchtlinge leben","ar":"مساعدة للمدارس والرعاية الصحية حيث يعيش اللاجئون"},"said_on":"2025-06-12","rank":2}');
INSERT INTO "version" VALUES('525bf778fa3d9467d76c22e24e4644b9','marenia','e347vh2guj6o','roadmap','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"e347vh2guj6o","kind":"roadmap","home":"marenia","parent":null,"number":null,"audience":["public"],"sources":[{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}],"title":{"en":"EU-Marenia migration partnership, roadmap 2025-2028","fr":"Partenariat migratoire UE-Marénie, feuille de route 2025-2028","de":"Migrationspartnerschaft EU–Marenien, Fahrplan 2025-2028","ar":"شراكة الهجرة بين الاتحاد الأوروبي ومارينيا، خارطة الطريق 2025-2028"},"partners":[{"country":"QM","roles":["transit","origin"],"routes":["western_african","western_mediterranean"]}],"frameworks":["PACT","TP","TEI"],"framework_words":[{"en":"EU-Marenia Partnership Declaration of 12 June 2025","fr":"Déclaration de partenariat UE-Marénie du 12 juin 2025","de":"Partnerschaftserklärung EU–Marenien vom 12. Juni 2025","ar":"إعلان الشراكة بين الاتحاد الأوروبي ومارينيا المؤرخ 12 يونيو 2025"}],"state":"in_force","in_force":{"phrase":"1 July 2025 to 30 June 2028","precision":"interval","first":"2025-07-01","last":"2028-06-30"},"owner":"eu","training":true}');
INSERT INTO "version" VALUES('5bcfbcbb59f5dbcad25533297d2c7954','marenia','eftxjsyr6eev','action','2026-02-10T00:00:00.000000Z',NULL,1,'{"id":"eftxjsyr6eev","kind":"action","home":"marenia","parent":"ekdnqafprfty","number":"5.1.2","audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","partner:QM"],"title":{"en":"Agree rules for identification within 30 days","fr":"Convenir de règles d’identification sous 30 jours","de":"Regeln für die Identifizierung binnen 30 Tagen vereinbaren","ar":"الاتفاق على قواعد تحديد الهوية خلال 30 يوما"},"owner":"eu","side":"both","tool":"return","nature":"policy","starts":{"phrase":"15 June 2026","precision":"day","first":"2026-06-15","last":"2026-06-15"},"due":{"phrase":"14 August 2026","precision":"day","first":"2026-08-14","last":"2026-08-14"},"length":40,"state":"planned","done":"0.2","answers":["e7ksg2mhc5os"],"risk_to_people":true}');
INSERT INTO "version" VALUES('5e04fc40fd2aaf6f90b36c11f33651b6','marenia','erhk35zfazmn','objective','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"erhk35zfazmn","kind":"objective","home":"marenia","parent":"etvol4zkd4wj","number":"3.2","audience":["public"],"title":{"en":"Refugees in Port Ansa have school and health care","fr":"Les réfugiés de Port Ansa ont accès à l’école et aux soins","de":"Flüchtlinge in Port Ansa haben Schule und Gesundheitsversorgung","ar":"ينال اللاجئون في بورت أنسا التعليم والرعاية الصحية"},"rank":6,"lapses":"2027-12-31","needs":[{"amount":{"missing":"unknown"},"method":{"en":"the count of refugees in Port Ansa has not been finished","fr":"le recensement des réfugiés à Port Ansa n’est pas achevé","de":"die Zählung der Flüchtlinge in Port Ansa ist nicht abgeschlossen","ar":"لم ينته عد اللاجئين في بورت أنسا"}}]}');
INSERT INTO "version" VALUES('6aef536d89b89ffadc59996ae382ce45','marenia','ezc6ov6bkhxz','objective','2026-05-19T00:00:00.000000Z',NULL,2,'{"id":"ezc6ov6bkhxz","kind":"objective","home":"marenia","parent":"ewcdmiixzssz","number":"4.1","audience":["public"],"title":{"en":"Fewer people risk the crossing, and those in distress are rescued","fr":"Moins de personnes risquent la traversée et celles en détresse sont secourues","de":"Weniger Menschen wagen die Überfahrt, und wer in Not ist, wird gerettet","ar":"يقل من يخاطرون بالعبور وينقذ من هم في خطر"},"rank":1,"lapses":"2028-06-30","needs":[{"amount":{"amount":"36000000.00","currency":"EUR"},"method":{"en":"fleet study of March 2025","fr":"étude de la flotte de mars 2025","de":"Flottenstudie vom März 2025","ar":"دراسة الأسطول لشهر مارس 2025"},"source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}]}');
INSERT INTO "version" VALUES('6b6150238afedd0b10099b98ee6aee7f','marenia','e2yhys4y3n66','pillar','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"e2yhys4y3n66","kind":"pillar","home":"marenia","parent":"e347vh2guj6o","number":"2","audience":["public"],"title":{"en":"Talent, study and lawful travel","fr":"Talents, études et voyages réguliers","de":"Talente, Studium und legales Reisen","ar":"المواهب والدراسة والسفر القانوني"},"domain":"2"}');
INSERT INTO "version" VALUES('6bd2fa82903d1f3ff4e035465bb96daf','marenia','e7uvs262hxcp','action','2026-09-15T00:00:00.000000Z',NULL,2,'{"id":"e7uvs262hxcp","kind":"action","home":"marenia","parent":"erhk35zfazmn","number":"3.2.1","audience":["public"],"title":{"en":"Put up 40 classrooms in Port Ansa","fr":"Installer 40 salles de classe à Port Ansa","de":"40 Klassenräume in Port Ansa errichten","ar":"إقامة 40 قاعة دراسية في بورت أنسا"},"owner":"ms:ES","contributors":["partner:QM"],"side":"ms","tool":"humanitarian","nature":"project","starts":{"phrase":"1 April 2026","precision":"day","first":"2026-04-01","last":"2026-04-01"},"due":{"phrase":"30 October 2026","precision":"day","first":"2026-10-30","last":"2026-10-30"},"began":"2026-04-07","length":140,"state":"under_way","done":"0.8","answers":["emiqhnrpjlyt"],"risk_to_people":false}');
INSERT INTO "version" VALUES('6f046552360ef0e99e8986b6e47a399a','marenia','e7uvs262hxcp','action','2026-05-19T00:00:00.000000Z','2026-09-15T00:00:00.000000Z',2,'{"id":"e7uvs262hxcp","kind":"action","home":"marenia","parent":"erhk35zfazmn","number":"3.2.1","audience":["public"],"title":{"en":"Put up 40 classrooms in Port Ansa","fr":"Installer 40 salles de classe à Port Ansa","de":"40 Klassenräume in Port Ansa errichten","ar":"إقامة 40 قاعة دراسية في بورت أنسا"},"owner":"ms:ES","contributors":["partner:QM"],"side":"ms","tool":"humanitarian","nature":"project","starts":{"phrase":"1 April 2026","precision":"day","first":"2026-04-01","last":"2026-04-01"},"due":{"phrase":"30 October 2026","precision":"day","first":"2026-10-30","last":"2026-10-30"},"began":"2026-04-07","length":140,"state":"under_way","done":"0.25","answers":["emiqhnrpjlyt"],"risk_to_people":false}');
INSERT INTO "version" VALUES('7fb964c1ec778cf8ea773492a90543a3','marenia','eyrdkkdmssfj','action','2026-05-19T00:00:00.000000Z',NULL,4,'{"id":"eyrdkkdmssfj","kind":"action","home":"marenia","parent":"ezc6ov6bkhxz","number":"4.1.6","audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK"],"title":{"en":"Set up coastal radar at three sites","fr":"Installer des radars côtiers sur trois sites","de":"Küstenradar an drei Standorten errichten","ar":"إقامة رادار ساحلي في ثلاثة مواقع"},"owner":"ms:IT","side":"ms","tool":"security","nature":"project","starts":{"phrase":"3 August 2026","precision":"day","first":"2026-08-03","last":"2026-08-03"},"due":{"phrase":"18 December 2026","precision":"day","first":"2026-12-18","last":"2026-12-18"},"length":90,"state":"planned","done":"0","risk_to_people":true}');
INSERT INTO "version" VALUES('94b49e5ee6cb8b27914d6a09721f1d22','marenia','edxcyvdqsh37','action','2026-02-10T00:00:00.000000Z','2026-05-19T00:00:00.000000Z',2,'{"id":"edxcyvdqsh37","kind":"action","home":"marenia","parent":"eypuradfselo","number":"6.1.3","audience":["public"],"title":{"en":"Open a route for complaints","fr":"Ouvrir une voie de recours","de":"Beschwerdeweg eröffnen","ar":"فتح باب للشكاوى"},"owner":"org:Ombuds office of Marenia","side":"partner","tool":"diplomacy","nature":"policy","codes":[{"vocabulary":"gcm","code":"17"}],"starts":{"phrase":"2 March 2026","precision":"day","first":"2026-03-02","last":"2026-03-02"},"due":{"phrase":"1 September 2026","precision":"day","first":"2026-09-01","last":"2026-09-01"},"length":110,"state":"planned","done":"0","risk_to_people":false}');
INSERT INTO "version" VALUES('a293f097b215e78df2f11f3a9f040df0','marenia','edxcyvdqsh37','action','2026-09-15T00:00:00.000000Z',NULL,2,'{"id":"edxcyvdqsh37","kind":"action","home":"marenia","parent":"eypuradfselo","number":"6.1.3","audience":["public"],"title":{"en":"Open a route for complaints","fr":"Ouvrir une voie de recours","de":"Beschwerdeweg eröffnen","ar":"فتح باب للشكاوى"},"owner":"org:Ombuds office of Marenia","side":"partner","tool":"diplomacy","nature":"policy","codes":[{"vocabulary":"gcm","code":"17"}],"starts":{"phrase":"2 March 2026","precision":"day","first":"2026-03-02","last":"2026-03-02"},"due":{"phrase":"1 September 2026","precision":"day","first":"2026-09-01","last":"2026-09-01"},"began":"2026-03-02","ended":"2026-08-27","length":110,"state":"done","done":"1","risk_to_people":false,"checked_by":"eu"}');
INSERT INTO "version" VALUES('ac92f67945ecce57f30921e41453b173','marenia','e7uvs262hxcp','action','2026-02-10T00:00:00.000000Z','2026-05-19T00:00:00.000000Z',2,'{"id":"e7uvs262hxcp","kind":"action","home":"marenia","parent":"erhk35zfazmn","number":"3.2.1","audience":["public"],"title":{"en":"Put up 40 classrooms in Port Ansa","fr":"Installer 40 salles de classe à Port Ansa","de":"40 Klassenräume in Port Ansa errichten","ar":"إقامة 40 قاعة دراسية في بورت أنسا"},"owner":"ms:ES","contributors":["partner:QM"],"side":"ms","tool":"humanitarian","nature":"project","starts":{"phrase":"1 April 2026","precision":"day","first":"2026-04-01","last":"2026-04-01"},"due":{"phrase":"30 October 2026","precision":"day","first":"2026-10-30","last":"2026-10-30"},"length":140,"state":"planned","done":"0","answers":["emiqhnrpjlyt"],"risk_to_people":false}');
INSERT INTO "version" VALUES('bacaeaf9287249c2a5312b595b0e4916','marenia','ekdnqafprfty','objective','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"ekdnqafprfty","kind":"objective","home":"marenia","parent":"ey6zhue27jyz","number":"5.1","audience":["public"],"title":{"en":"Readmission works under agreed rules","fr":"La réadmission fonctionne selon des règles convenues","de":"Die Rückübernahme läuft nach vereinbarten Regeln","ar":"تسير إعادة القبول بموجب قواعد متفق عليها"},"rank":4,"lapses":"2028-06-30","needs":[{"amount":{"amount":"7000000.00","currency":"EUR"},"method":{"en":"offer for the case system","fr":"offre pour le système de gestion des dossiers","de":"Angebot für das Fallverwaltungssystem","ar":"عرض لنظام إدارة الحالات"},"source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}]}');
INSERT INTO "version" VALUES('bc40d769d52a859e10f6e61c891dbc09','marenia','eiaxyoxlkiri','objective','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"eiaxyoxlkiri","kind":"objective","home":"marenia","parent":"elft57zrfvxd","number":"1.1","audience":["public"],"title":{"en":"Young people in Tarrisk find work at home","fr":"Les jeunes de Tarrisk trouvent du travail sur place","de":"Junge Menschen in Tarrisk finden zu Hause Arbeit","ar":"يجد شباب تاريسك عملا في بلدهم"},"rank":3,"lapses":"2028-06-30","needs":[{"amount":{"amount":"48000000.00","currency":"EUR"},"method":{"en":"1 200 apprenticeships and 300 firms at the unit costs of 2025","fr":"1 200 contrats d’apprentissage et 300 entreprises, aux coûts unitaires de 2025","de":"1 200 Lehrstellen und 300 Betriebe zu den Stückkosten von 2025","ar":"1 200 تدريب مهني و300 شركة بتكاليف الوحدة لعام 2025"},"source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}]}');
INSERT INTO "version" VALUES('d01f5b905b8c567121e43e9e9de21278','marenia','e22xyi65tlt2','action','2026-09-15T00:00:00.000000Z',NULL,1,'{"id":"e22xyi65tlt2","kind":"action","home":"marenia","parent":"ezc6ov6bkhxz","number":"4.1.2","audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","partner:QM"],"title":{"en":"Refit three rescue vessels in Port Ansa","fr":"Remettre en état trois navires de sauvetage à Port Ansa","de":"Drei Rettungsschiffe in Port Ansa instand setzen","ar":"تجديد ثلاث سفن إنقاذ في بورت أنسا"},"owner":"eu","side":"eu","tool":"security","nature":"project","place":{"en":"Port Ansa","fr":"Port Ansa","de":"Port Ansa","ar":"بورت أنسا"},"starts":{"phrase":"1 December 2025","precision":"day","first":"2025-12-01","last":"2025-12-01"},"due":{"phrase":"31 August 2026","precision":"day","first":"2026-08-31","last":"2026-08-31"},"began":"2025-12-08","changes":[{"at":"2026-04-14","field":"due","old":{"phrase":"29 May 2026","precision":"day","first":"2026-05-29","last":"2026-05-29"},"new":{"phrase":"31 August 2026","precision":"day","first":"2026-08-31","last":"2026-08-31"},"reason":{"en":"two engines came from the maker in the wrong size","fr":"le constructeur a livré deux moteurs de la mauvaise taille","de":"zwei Motoren kamen vom Hersteller in falscher Größe","ar":"وصل محركان من الصانع بمقاس خاطئ"},"source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}],"length":170,"state":"under_way","done":"0.7","answers":["e7yrxqftn77n"],"delay_reason":{"en":"the third hull is worse than the survey had found","fr":"la troisième coque est en plus mauvais état que prévu","de":"der dritte Rumpf ist schlechter, als die Besichtigung ergeben hatte","ar":"الهيكل الثالث أسوأ مما بينته المعاينة"},"risk_to_people":true}');
INSERT INTO "version" VALUES('d2d31479d6fe7e72c21583bc8f289e9f','marenia','ewcdmiixzssz','pillar','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"ewcdmiixzssz","kind":"pillar","home":"marenia","parent":"e347vh2guj6o","number":"4","audience":["public"],"title":{"en":"Sea, borders and smuggling","fr":"Mer, frontières et trafic de migrants","de":"Meer, Grenzen und Schleusung","ar":"البحر والحدود والتهريب"},"domain":"4"}');
INSERT INTO "version" VALUES('dc7be183125b6a553c3ee50cb055b7e5','marenia','ei5whnkc5lku','action','2026-09-15T00:00:00.000000Z',NULL,6,'{"id":"ei5whnkc5lku","kind":"action","home":"marenia","parent":"e2wll6vc7cte","number":"6.3","audience":["ms:IT"],"title":{"en":"Clear the quota of seasonal workers between ministries","fr":"Arbitrer entre ministères le contingent de travailleurs saisonniers","de":"Kontingent der Saisonarbeitskräfte zwischen den Ministerien abstimmen","ar":"البت في حصة العمال الموسميين بين الوزارات"},"owner":"ms:IT","side":"ms","tool":"employment","nature":"policy","starts":{"phrase":"1 September 2026","precision":"day","first":"2026-09-01","last":"2026-09-01"},"due":{"phrase":"20 November 2026","precision":"day","first":"2026-11-20","last":"2026-11-20"},"began":"2026-09-01","length":40,"state":"under_way","done":"0.2","risk_to_people":false}');
INSERT INTO "version" VALUES('deb9cdce20283d03c08679b32b8669af','marenia','edc7wdrxqx6y','entry','2026-09-15T00:00:00.000000Z',NULL,3,'{"id":"edc7wdrxqx6y","kind":"entry","home":"marenia","parent":"efanauduybkg","number":null,"audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","org:Development Bank of Marenia","partner:QM"],"entry":"comment","words":{"en":"Forty applications came before the line was open.","fr":"Quarante demandes sont arrivées avant l’ouverture de la ligne.","de":"Vierzig Anträge gingen ein, bevor die Linie offen war.","ar":"وردت أربعون طلبا قبل فتح الخط."},"as_of":"2026-09-09","author":"org:Development Bank of Marenia"}');
INSERT INTO "version" VALUES('e01ed0b1985805b87512b956a9b8d08d','marenia','ehuwlzblsrpk','entry','2026-09-15T00:00:00.000000Z',NULL,7,'{"id":"ehuwlzblsrpk","kind":"entry","home":"marenia","parent":"edxcyvdqsh37","number":null,"audience":["eu","org:Ombuds office of Marenia","partner:QM"],"entry":"comment","words":{"en":"Nine complaints in the first week, two about the port.","fr":"Neuf plaintes la première semaine, deux au sujet du port.","de":"Neun Beschwerden in der ersten Woche, zwei davon über den Hafen.","ar":"تسع شكاوى في الأسبوع الأول، منها اثنتان بشأن الميناء."},"as_of":"2026-09-04","author":"org:Ombuds office of Marenia"}');
INSERT INTO "version" VALUES('e4952f154bf5a3fb812b59d403a97de0','marenia','e74fhelw6y24','action','2026-09-15T00:00:00.000000Z',NULL,5,'{"id":"e74fhelw6y24","kind":"action","home":"marenia","parent":"e2wll6vc7cte","number":"6.2","audience":["eu"],"title":{"en":"Prepare an offer on visa fees","fr":"Préparer une offre sur les droits de visa","de":"Angebot zu Visagebühren vorbereiten","ar":"إعداد عرض بشأن رسوم التأشيرات"},"owner":"eu","side":"eu","tool":"visa","nature":"policy","starts":{"phrase":"1 September 2026","precision":"day","first":"2026-09-01","last":"2026-09-01"},"due":{"phrase":"by the end of November 2026","precision":"interval","last":"2026-11-30"},"began":"2026-09-01","length":40,"state":"under_way","done":"0.1","risk_to_people":false}');
INSERT INTO "version" VALUES('eac71632c2bf20d3e8348b78c2d45c9e','marenia','e22xyi65tlt2','action','2026-02-10T00:00:00.000000Z','2026-05-19T00:00:00.000000Z',1,'{"id":"e22xyi65tlt2","kind":"action","home":"marenia","parent":"ezc6ov6bkhxz","number":"4.1.2","audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","partner:QM"],"title":{"en":"Refit three rescue vessels in Port Ansa","fr":"Remettre en état trois navires de sauvetage à Port Ansa","de":"Drei Rettungsschiffe in Port Ansa instand setzen","ar":"تجديد ثلاث سفن إنقاذ في بورت أنسا"},"owner":"eu","side":"eu","tool":"security","nature":"project","place":{"en":"Port Ansa","fr":"Port Ansa","de":"Port Ansa","ar":"بورت أنسا"},"starts":{"phrase":"1 December 2025","precision":"day","first":"2025-12-01","last":"2025-12-01"},"due":{"phrase":"29 May 2026","precision":"day","first":"2026-05-29","last":"2026-05-29"},"began":"2025-12-08","length":170,"state":"under_way","done":"0.2","answers":["e7yrxqftn77n"],"risk_to_people":true}');
INSERT INTO "version" VALUES('f14198b0c9acfd36918035d447414380','marenia','e2wll6vc7cte','pillar','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"e2wll6vc7cte","kind":"pillar","home":"marenia","parent":"e347vh2guj6o","number":"6","audience":["public"],"title":{"en":"Steering the partnership","fr":"Pilotage du partenariat","de":"Steuerung der Partnerschaft","ar":"توجيه الشراكة"},"domain":{"missing":"not_applicable"}}');
INSERT INTO "version" VALUES('f957e2398d010c3b39b3e5f17f1ab89f','marenia','eihchkw2sz5c','entry','2026-09-15T00:00:00.000000Z',NULL,4,'{"id":"eihchkw2sz5c","kind":"entry","home":"marenia","parent":"egwv5woeoedn","number":null,"audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK"],"entry":"message","words":{"en":"A second round is possible as soon as the joint committee fixes the number of places.","fr":"Une deuxième série est possible dès que le comité mixte aura fixé le nombre de places.","de":"Eine zweite Runde ist möglich, sobald der gemeinsame Ausschuss die Zahl der Plätze festlegt.","ar":"تصبح دورة ثانية ممكنة حالما تحدد اللجنة المشتركة عدد الأماكن."},"as_of":"2026-09-15","author":"eu"}');
INSERT INTO "version" VALUES('f9f00870e709ef9acf10aea007f237cf','marenia','e22xyi65tlt2','action','2026-05-19T00:00:00.000000Z','2026-09-15T00:00:00.000000Z',1,'{"id":"e22xyi65tlt2","kind":"action","home":"marenia","parent":"ezc6ov6bkhxz","number":"4.1.2","audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","partner:QM"],"title":{"en":"Refit three rescue vessels in Port Ansa","fr":"Remettre en état trois navires de sauvetage à Port Ansa","de":"Drei Rettungsschiffe in Port Ansa instand setzen","ar":"تجديد ثلاث سفن إنقاذ في بورت أنسا"},"owner":"eu","side":"eu","tool":"security","nature":"project","place":{"en":"Port Ansa","fr":"Port Ansa","de":"Port Ansa","ar":"بورت أنسا"},"starts":{"phrase":"1 December 2025","precision":"day","first":"2025-12-01","last":"2025-12-01"},"due":{"phrase":"31 August 2026","precision":"day","first":"2026-08-31","last":"2026-08-31"},"began":"2025-12-08","changes":[{"at":"2026-04-14","field":"due","old":{"phrase":"29 May 2026","precision":"day","first":"2026-05-29","last":"2026-05-29"},"new":{"phrase":"31 August 2026","precision":"day","first":"2026-08-31","last":"2026-08-31"},"reason":{"en":"two engines came from the maker in the wrong size","fr":"le constructeur a livré deux moteurs de la mauvaise taille","de":"zwei Motoren kamen vom Hersteller in falscher Größe","ar":"وصل محركان من الصانع بمقاس خاطئ"},"source":{"publisher":"Joint secretariat of the partnership (invented)","title":"Working table of the partnership, training data","day":"2026-09-15"}}],"length":170,"state":"under_way","done":"0.5","answers":["e7yrxqftn77n"],"risk_to_people":true}');
INSERT INTO "version" VALUES('fa937a69abb37f06021d8cf8858522aa','marenia','ey6zhue27jyz','pillar','2026-02-10T00:00:00.000000Z',NULL,2,'{"id":"ey6zhue27jyz","kind":"pillar","home":"marenia","parent":"e347vh2guj6o","number":"5","audience":["public"],"title":{"en":"Return, readmission and a new start","fr":"Retour, réadmission et nouveau départ","de":"Rückkehr, Rückübernahme und ein neuer Anfang","ar":"العودة وإعادة القبول وبداية جديدة"},"domain":"5"}');
INSERT INTO "version" VALUES('ff702dc0cde121b55ff64007813dc0ea','marenia','e7ksg2mhc5os','position','2026-02-10T00:00:00.000000Z',NULL,1,'{"id":"e7ksg2mhc5os","kind":"position","home":"marenia","parent":"e347vh2guj6o","number":null,"audience":["eu","ms:AT","ms:BE","ms:BG","ms:CY","ms:CZ","ms:DE","ms:DK","ms:EE","ms:ES","ms:FI","ms:FR","ms:GR","ms:HR","ms:HU","ms:IE","ms:IT","ms:LT","ms:LU","ms:LV","ms:MT","ms:NL","ms:PL","ms:PT","ms:RO","ms:SE","ms:SI","ms:SK","partner:QM"],"position":"need","side":"eu","words":{"en":"an answer to each request for identification within 30 days","fr":"une réponse à chaque demande d’identification sous 30 jours","de":"eine Antwort auf jedes Identifizierungsersuchen binnen 30 Tagen","ar":"رد على كل طلب لتحديد الهوية خلال 30 يوما"},"said_on":"2025-10-16","rank":1}');
CREATE INDEX version_in_force ON version (home, since, until);
CREATE UNIQUE INDEX version_open ON version (home, element) WHERE until IS NULL;
CREATE INDEX reason_of_home ON reason (home, at);
CREATE TRIGGER version_stays BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER version_closes_once BEFORE UPDATE ON version
WHEN OLD.until IS NOT NULL OR NEW.until IS NULL
    OR (NEW.token, NEW.home, NEW.element, NEW.kind, NEW.since, NEW.class, NEW.payload)
    IS NOT (OLD.token, OLD.home, OLD.element, OLD.kind, OLD.since, OLD.class, OLD.payload)
BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER revision_stays BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER revision_is_as_it_was BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER reason_stays BEFORE DELETE ON reason BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER reason_is_as_it_was BEFORE UPDATE ON reason BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER class_stays BEFORE DELETE ON class BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER class_is_as_it_was BEFORE UPDATE ON class BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER member_stays BEFORE DELETE ON member BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER member_is_as_it_was BEFORE UPDATE ON member BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER link_stays BEFORE DELETE ON link BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER link_is_as_it_was BEFORE UPDATE ON link BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE INDEX draft_of_person ON draft (person, at);
CREATE INDEX upload_of_person ON upload (person, at);
CREATE TRIGGER part_stays BEFORE DELETE ON part BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER part_is_as_it_was BEFORE UPDATE ON part BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE INDEX version_ended ON version (home, until);
COMMIT;
